//! A server process: started, awaited, ended.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::time::{Duration, Instant};

use icms_connect::Url;
use icms_diagnostic::Diagnostic;

use crate::account::Account;
use crate::binaries::Binaries;
use crate::codes;
use crate::folder::Folder;
use crate::process::{self, Ending};
use crate::template::{Completeness, NewCluster, SUPERUSER};

/// A setting of the server.
pub type Setting = (String, String);

/// A cluster's settings when losing it costs nothing.
pub const THROW_AWAY: [(&str, &str); 14] = [
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("autovacuum", "off"),
    ("shared_buffers", "32MB"),
    ("max_connections", "50"),
    // one transaction may create a thousand tables
    ("max_locks_per_transaction", "1024"),
    ("listen_addresses", ""),
    // segments in the data folder go with it, those of the system would stay
    ("dynamic_shared_memory_type", "mmap"),
    ("logging_collector", "off"),
    ("jit", "off"),
    ("unix_socket_permissions", "0700"),
];

/// A throw-away server in its own folder. It ends when dropped, and when this process ends in whatever way.
#[derive(Debug)]
pub struct Server {
    process: Child,
    watchdog: Watchdog,
    folder: Folder,
    account: Account,
    url: Url,
}

impl Server {
    /// Makes a cluster and starts a server on it.
    pub fn start(binaries: &Binaries, more: &[Setting]) -> Result<Self, Diagnostic> {
        match Self::try_start(binaries, more)? {
            Some(server) => Ok(server),
            None => Self::try_start(binaries, more)?.ok_or_else(|| {
                Diagnostic::error(codes::FILES, "the files of a new cluster cannot be written")
            }),
        }
    }

    /// None if the template turned out to be broken, which is now gone.
    fn try_start(binaries: &Binaries, more: &[Setting]) -> Result<Option<Self>, Diagnostic> {
        let folder = Folder::new(binaries.account).map_err(|error| {
            Diagnostic::error(codes::FILES, format!("there is no place for a scratch server: {error}"))
                .help("it needs /dev/shm or a folder for temporary files that can be written")
        })?;
        let log = folder.path().join("log");
        let output = File::create(&log).map_err(|error| unwritable(&log, &error))?;
        let cluster = NewCluster::begin(binaries, folder.path())?;
        let data = cluster.data.clone();
        let settings =
            THROW_AWAY.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).chain(more.iter().cloned());
        let process = launch(binaries, &Cluster { data: &data, socket: folder.path() }, settings, output)?;
        let watchdog = Watchdog::new(binaries.account, process.id(), folder.path());
        let url = Url::of_socket(folder.path(), SUPERUSER, "postgres");
        let port = more.iter().find(|(name, _)| name == "port").and_then(|(_, port)| port.parse().ok());
        let url = port.map_or(url.clone(), |port| url.with_port(port));
        let mut server = Self { process, watchdog, folder, account: binaries.account, url };
        if cluster.complete() == Completeness::Broken {
            return Ok(None);
        }
        await_ready(&data, &log, Some(&mut server.process))?;
        Ok(Some(server))
    }

    /// Logs in as superuser over the socket.
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// The folder of socket, log and data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Who runs it.
    pub const fn account(&self) -> Account {
        self.account
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::end(self.process.id(), Ending::Immediate);
        let start = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) {
            if start.elapsed() > Duration::from_secs(5) {
                let _ = self.process.kill();
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        self.watchdog.dismiss();
    }
}

/// A shell that holds one end of a pipe and cleans up when the other end closes without a word, which also happens
/// when this process is killed.
#[derive(Debug)]
struct Watchdog {
    shell: Option<(Child, ChildStdin)>,
}

impl Watchdog {
    const SCRIPT: &str = r#"trap '' HUP INT TERM
read -r word && exit 0
kill -QUIT "$1" 2>/dev/null
n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.05; n=$((n+1)); done
kill -KILL "$1" 2>/dev/null
rm -rf "$2""#;

    /// Without a shell there is still the sweep of the next start.
    fn new(account: Account, server: u32, folder: &Path) -> Self {
        let mut command = account.command("/bin/sh");
        command.args(["-c", Self::SCRIPT, "icms-watchdog", &server.to_string()]).arg(folder).current_dir("/");
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Self { shell: spawned.ok().and_then(|mut child| child.stdin.take().map(|pipe| (child, pipe))) }
    }

    fn dismiss(&mut self) {
        use std::io::Write;
        if let Some((mut child, mut pipe)) = self.shell.take() {
            let _ = pipe.write_all(b"done\n");
            drop(pipe);
            let _ = child.wait();
        }
    }
}

/// Where a server finds its data and puts its socket.
pub struct Cluster<'c> {
    /// Made by `initdb`.
    pub data: &'c Path,
    /// A private folder.
    pub socket: &'c Path,
}

/// Starts the process; [`await_ready`] says whether it lives.
pub fn launch(
    binaries: &Binaries,
    cluster: &Cluster<'_>,
    settings: impl Iterator<Item = Setting>,
    output: File,
) -> Result<Child, Diagnostic> {
    let mut command = binaries.account.command(binaries.program("postgres"));
    command.arg("-D").arg(cluster.data).arg("-k").arg(cluster.socket);
    for (name, value) in settings {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    command.current_dir(cluster.data).stdin(Stdio::null());
    let failed = |error: std::io::Error| {
        Diagnostic::error(
            codes::START,
            format!("{} cannot be run: {error}", binaries.program("postgres").display()),
        )
    };
    let second = output.try_clone().map_err(failed)?;
    command.stdout(output).stderr(second).spawn().map_err(failed)
}

/// Waits until the server takes connections. Without a process of ours, a process that vanishes is not noticed before time is up.
pub fn await_ready(data: &Path, log: &Path, mut process: Option<&mut Child>) -> Result<(), Diagnostic> {
    const LIMIT: Duration = Duration::from_secs(60);
    let start = Instant::now();
    loop {
        if lock_file(data).is_some_and(|lines| lines.get(7).is_some_and(|state| state.trim() == "ready")) {
            return Ok(());
        }
        if let Some(process) = &mut process
            && let Ok(Some(status)) = process.try_wait()
        {
            return Err(failed(&format!("the server ended at once ({status})"), log));
        }
        if start.elapsed() > LIMIT {
            return Err(failed("the server was not ready after 60 s", log));
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

fn failed(what: &str, log: &Path) -> Diagnostic {
    let text = fs::read_to_string(log).unwrap_or_default();
    let reason =
        ["FATAL:", "PANIC:", "ERROR:"].iter().find_map(|word| text.lines().rfind(|line| line.contains(word)));
    let said = reason.or_else(|| text.lines().next_back()).unwrap_or("it said nothing");
    Diagnostic::error(codes::START, format!("{what}: {}", said.trim()))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(codes::FILES, format!("`{}` cannot be written: {error}", path.display()))
}

/// The process that the cluster's lock file names, alive or not.
pub fn pid_of(data: &Path) -> Option<u32> {
    lock_file(data)?.first()?.trim().parse().ok()
}

fn lock_file(data: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(lock_path(data)).ok()?;
    Some(text.lines().map(str::to_owned).collect())
}

/// `postmaster.pid` of a cluster.
pub fn lock_path(data: &Path) -> PathBuf {
    data.join("postmaster.pid")
}
