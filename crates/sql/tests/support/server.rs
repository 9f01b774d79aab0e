//! A throw-away PostgreSQL from the machine's own binaries: memory disk, socket only, gone at the end.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Server {
    folder: PathBuf,
    bin: PathBuf,
}

impl Server {
    /// Starts one, or says that there are no server binaries.
    pub fn start() -> Option<Self> {
        let Some(bin) = binaries() else {
            eprintln!("skipped: no PostgreSQL server binaries on this machine");
            return None;
        };
        let base =
            if Path::new("/dev/shm").is_dir() { PathBuf::from("/dev/shm") } else { std::env::temp_dir() };
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("icms-sql-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let server = Self { folder, bin };
        if as_root() {
            run(Command::new("chown").arg("postgres").arg(&server.folder));
        }
        let data = server.folder.join("data");
        run(server
            .command("initdb")
            .args(["-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data));
        let options =
            format!("-k {} -c listen_addresses= -c fsync=off -c timezone=UTC", server.folder.display());
        let log = server.folder.join("log");
        run(server
            .command("pg_ctl")
            .args(["-w", "-o", &options, "-l"])
            .arg(log)
            .arg("-D")
            .arg(&data)
            .arg("start"));
        Some(server)
    }

    /// Runs a script and returns what it prints; errors of single statements are skipped.
    pub fn psql(&self, script: &str) -> String {
        self.psql_in("postgres", script)
    }

    /// The same in another database.
    pub fn psql_in(&self, database: &str, script: &str) -> String {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-F", "\u{1f}", "-U", "postgres", "-d", database, "-h"])
            .arg(&self.folder);
        let mut child =
            psql.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let script = script.to_owned();
        let writer = std::thread::spawn(move || {
            use std::io::Write;
            let _ = stdin.write_all(script.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// A server program, as user `postgres` when we are root.
    fn command(&self, program: &str) -> Command {
        let path = self.bin.join(program);
        let mut command = if as_root() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(path);
            runuser
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let mut stop = self.command("pg_ctl");
        let _ = stop.args(["-m", "immediate", "-D"]).arg(data).arg("stop").stdout(Stdio::null()).status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn binaries() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|e| Some(e.ok()?.path().join("bin")))
        .filter(|p| p.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop()
}

fn as_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|o| o.stdout.starts_with(b"0\n"))
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    assert!(output.success(), "{command:?}");
}
