//! PgBouncer in front of the server of the tests: a server is lent for one transaction.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// A running `PgBouncer`. It ends with the value.
pub struct Pooler {
    process: Child,
    folder: PathBuf,
}

impl Pooler {
    /// One that lends the server of `config`, so many connections to each of its databases.
    pub fn start(config: &Config, connections: usize) -> Self {
        let Host::Unix(server) = &config.get_hosts()[0] else {
            panic!("the servers of tests have sockets")
        };
        // Beside the server: its account may write there, and the path of a socket must be short.
        let folder = server.join(format!("pooler-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let owner = std::fs::metadata(server).unwrap();
        std::os::unix::fs::chown(&folder, Some(owner.uid()), Some(owner.gid())).unwrap();
        let settings = folder.join("pgbouncer.ini");
        std::fs::write(&settings, written(server, &folder, config, connections)).unwrap();
        let mut command = Command::new(program());
        command.arg(&settings).stderr(Stdio::piped());
        std::os::unix::process::CommandExt::uid(&mut command, owner.uid());
        std::os::unix::process::CommandExt::gid(&mut command, owner.gid());
        let mut process = command.spawn().expect("pgbouncer starts");
        let mut said = BufReader::new(process.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("process up") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "pgbouncer ended");
        }
        // Nobody waits for what it says later.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { process, folder }
    }

    /// The way to the database of `config` through it.
    pub fn config(&self, config: &Config) -> Config {
        let mut through = Config::new();
        through
            .host_path(&self.folder)
            .port(PORT)
            .user(config.get_user().unwrap())
            .dbname(config.get_dbname().unwrap());
        through
    }
}

const PORT: u16 = 6432;

fn written(server: &Path, folder: &Path, config: &Config, connections: usize) -> String {
    let port = config.get_ports().first().unwrap_or(&5432);
    let (server, folder) = (server.display(), folder.display());
    let mut out = String::new();
    let _ = writeln!(
        out,
        "[databases]\n* = host={server} port={port} user={}",
        config.get_user().unwrap()
    );
    let _ = writeln!(
        out,
        "[pgbouncer]\nlisten_port = {PORT}\nunix_socket_dir = {folder}\nauth_type = any"
    );
    let _ = writeln!(
        out,
        "pool_mode = transaction\ndefault_pool_size = {connections}\nmax_client_conn = 200"
    );
    out
}

fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let mut programs = folders.map(|folder| folder.join("pgbouncer"));
    let found = programs.find(|program| program.is_file());
    found.expect("pgbouncer is installed (Debian: `apt install pgbouncer`)")
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
