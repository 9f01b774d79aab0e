//! The database of `icms dev`: it keeps its data under the project's `.icms` and outlives the process that started it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use icms_connect::{Host, Purpose, Session, Url};
use icms_diagnostic::Diagnostic;

use crate::account::{Account, own_uid};
use crate::binaries::{AvailableServer, Binaries};
use crate::cache;
use crate::codes;
use crate::folder::{self, LONGEST_SOCKET};
use crate::ladder::{self, Rung};
use crate::process::{self, Ending};
use crate::server::{self, Cluster, Setting};
use crate::template::{Completeness, NewCluster, SUPERUSER};

/// A project's own database server.
///
/// A crash leaves nothing that blocks the next start: a lock file counts only while the process it names serves
/// this very folder, and two starts at once wait for each other.
#[derive(Debug, Clone)]
pub struct Development {
    /// `.icms/postgresql` of the project.
    home: PathBuf,
}

/// What a project's server is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Never started, or reset.
    Missing,
    /// There is data and no server.
    Stopped,
    /// It runs; [`Development::url`] says where.
    Running,
}

/// Unlike on a scratch server, whatever keeps data through a crash stays on.
const SETTINGS: [(&str, &str); 6] = [
    ("listen_addresses", ""),
    ("max_connections", "50"),
    ("max_locks_per_transaction", "1024"),
    ("shared_buffers", "32MB"),
    ("logging_collector", "off"),
    ("unix_socket_permissions", "0700"),
];

/// The database in it.
const DATABASE: &str = "dev";

impl Development {
    /// The server of the project in this folder; nothing is started or written.
    #[must_use]
    pub fn of(project: &Path) -> Self {
        let project = fs::canonicalize(project).unwrap_or_else(|_| project.to_owned());
        Self { home: project.join(".icms").join("postgresql") }
    }

    /// What it is doing.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.running() {
            Some(_) => Status::Running,
            None if self.data().join("PG_VERSION").exists() => Status::Stopped,
            None => Status::Missing,
        }
    }

    /// Its URL if it is running.
    #[must_use]
    pub fn url(&self) -> Option<Url> {
        self.running().map(|_| self.address())
    }

    /// Starts it if it is not running. It goes on when this process ends.
    pub fn start(&self) -> Result<Url, Diagnostic> {
        let _lock = self.lock()?;
        self.start_locked()
    }

    /// Stops it, and waits until it has written everything. Nothing happens if it is not running.
    pub fn stop(&self) -> Result<(), Diagnostic> {
        if !self.home.exists() {
            return Ok(());
        }
        let _lock = self.lock()?;
        self.stop_locked()
    }

    /// Throws its data away and starts it empty.
    pub fn reset(&self) -> Result<Url, Diagnostic> {
        let _lock = self.lock()?;
        self.stop_locked()?;
        for name in ["data", "binaries", "log"] {
            remove(&self.home.join(name)).map_err(|error| self.files(&error))?;
        }
        self.start_locked()
    }

    /// Which PostgreSQL made the data, once it was started.
    #[must_use]
    pub fn server(&self) -> Option<AvailableServer> {
        let text = fs::read_to_string(self.home.join("binaries")).ok()?;
        Some(match text.trim() {
            "carried" => AvailableServer::Carried,
            folder => AvailableServer::Machine(folder.into()),
        })
    }

    fn start_locked(&self) -> Result<Url, Diagnostic> {
        let url = self.address();
        let admin = url.with_database("postgres");
        let mut session = match self.running_session(&admin) {
            Some(session) => session,
            None => {
                let binaries =
                    if self.data().join("PG_VERSION").exists() { self.made_by()? } else { self.create()? };
                self.launch(&binaries)?;
                // this process may end long before the server needs them
                ladder::finish(Rung::Carried)?;
                Session::open(&admin, Purpose::Write)?
            }
        };
        if session.texts(&format!("SELECT FROM pg_database WHERE datname = '{DATABASE}'"))?.is_empty() {
            session.batch_execute(&format!("CREATE DATABASE {DATABASE} TEMPLATE template0"))?;
        }
        Ok(url)
    }

    /// A process that was just killed, or whose starter was, can be there and not answer.
    fn running_session(&self, admin: &Url) -> Option<Session> {
        let pid = self.running()?;
        server::await_ready(&self.data(), &self.log(), None).ok()?;
        let session = Session::open(admin, Purpose::Write).ok();
        if session.is_none() && !process::wait_gone(pid, Duration::from_secs(5)) {
            process::kill(pid);
            process::wait_gone(pid, Duration::from_secs(5));
        }
        session
    }

    /// Makes the cluster beside its place and moves it there whole.
    fn create(&self) -> Result<Binaries, Diagnostic> {
        let binaries = self.choose()?;
        let unfinished = self.home.join("unfinished");
        remove(&unfinished)
            .and_then(|()| folder::private(&unfinished))
            .map_err(|error| self.files(&error))?;
        let cluster = NewCluster::begin(&binaries, &unfinished)?;
        let data = cluster.data.clone();
        if cluster.complete() == Completeness::Broken {
            return self.create();
        }
        let origin = match &binaries.origin {
            AvailableServer::Machine(folder) => folder.display().to_string(),
            AvailableServer::Carried | AvailableServer::Configured => "carried".to_owned(),
        };
        remove(&self.data())
            .and_then(|()| fs::rename(data, self.data()))
            .and_then(|()| fs::write(self.home.join("binaries"), origin))
            .and_then(|()| remove(&unfinished))
            .map_err(|error| self.files(&error))?;
        Ok(binaries)
    }

    /// The machine's server, if the account it must run as can enter the project's folder; else the carried one.
    fn choose(&self) -> Result<Binaries, Diagnostic> {
        let machine = ladder::find(Rung::Machine, None)?.filter(|found| self.can_enter(found.account));
        match machine {
            Some(binaries) => Ok(binaries),
            None => ladder::find(Rung::Carried, None)?.ok_or_else(ladder::none_found),
        }
    }

    fn can_enter(&self, account: Account) -> bool {
        use std::os::unix::fs::MetadataExt;
        let open = |path: &Path| {
            fs::metadata(path).is_ok_and(|meta| meta.mode() & 0o001 != 0 || meta.uid() == account.uid())
        };
        match account {
            Account::Own => true,
            Account::Other { .. } => self.home.ancestors().skip(1).all(open),
        }
    }

    fn made_by(&self) -> Result<Binaries, Diagnostic> {
        let gone = |what: &str| {
            Diagnostic::error(
                codes::BINARIES_GONE,
                format!("the development database was made by {what}, which is gone"),
            )
            .help("`icms dev reset` makes a new, empty one")
        };
        match self.server() {
            Some(AvailableServer::Machine(folder)) => {
                let account = Account::for_stock().filter(|_| folder.join("postgres").is_file());
                let account = account.ok_or_else(|| gone(&folder.display().to_string()))?;
                Ok(Binaries { origin: AvailableServer::Machine(folder.clone()), folder, account })
            }
            Some(AvailableServer::Carried | AvailableServer::Configured) | None => {
                ladder::find(Rung::Carried, None)?.ok_or_else(|| gone("the PostgreSQL that came with icms"))
            }
        }
    }

    fn launch(&self, binaries: &Binaries) -> Result<(), Diagnostic> {
        let (data, log, socket) = (self.data(), self.log(), self.socket());
        let prepare = || -> io::Result<File> {
            // their process is gone or another program's: PostgreSQL itself would only look at the number
            remove(&server::lock_path(&data))?;
            remove(&socket.join(format!(".s.PGSQL.{}.lock", Host::PORT)))?;
            self.make_socket_folder(&socket, binaries.account)?;
            File::create(&log)
        };
        let output = prepare().map_err(|error| self.files(&error))?;
        let settings = SETTINGS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let cluster = Cluster { data: &data, socket: &socket };
        let settings: Vec<Setting> = settings.collect();
        // what a killed server leaves running for a moment still holds its shared memory
        let mut tries = 0;
        loop {
            let output = output.try_clone().map_err(|error| self.files(&error))?;
            let mut process = server::launch(binaries, &cluster, settings.iter().cloned(), output)?;
            match server::await_ready(&data, &log, Some(&mut process)) {
                Err(_) if tries < 20 && self.said("shared memory block") => {
                    tries += 1;
                    let _ = output_reset(&log);
                    std::thread::sleep(Duration::from_millis(250));
                }
                result => return result,
            }
        }
    }

    fn said(&self, words: &str) -> bool {
        fs::read_to_string(self.log()).is_ok_and(|text| text.contains(words))
    }

    fn stop_locked(&self) -> Result<(), Diagnostic> {
        let Some(pid) = self.running() else { return Ok(()) };
        process::end(pid, Ending::Fast);
        if process::wait_gone(pid, Duration::from_secs(20)) {
            return Ok(());
        }
        process::end(pid, Ending::Immediate);
        if process::wait_gone(pid, Duration::from_secs(5)) {
            return Ok(());
        }
        Err(Diagnostic::error(codes::STOP, format!("the development server (process {pid}) does not end")))
    }

    /// The process, if it lives and serves this folder.
    fn running(&self) -> Option<u32> {
        let data = self.data();
        server::pid_of(&data).filter(|pid| process::serves(*pid, &data))
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    fn address(&self) -> Url {
        Url::of_socket(&self.socket(), SUPERUSER, DATABASE)
    }

    /// In the project if the path is short enough for a socket, else among the temporary files by a number of its own.
    fn socket(&self) -> PathBuf {
        let near = self.home.join("socket");
        if near.as_os_str().len() + "/.s.PGSQL.5432.lock".len() < LONGEST_SOCKET {
            return near;
        }
        let key = cache::key(self.home.as_os_str().as_encoded_bytes());
        PathBuf::from(format!("/tmp/icms-dev-{}-{key:016x}", own_uid()))
    }

    fn make_socket_folder(&self, path: &Path, account: Account) -> io::Result<()> {
        use std::os::unix::fs::MetadataExt;
        match folder::private(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let meta = fs::symlink_metadata(path)?;
        if !meta.is_dir() || ![own_uid(), account.uid()].contains(&meta.uid()) || meta.mode() & 0o077 != 0 {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "the socket's folder belongs to somebody else",
            ));
        }
        account.own(path)
    }

    /// One start, stop or reset at a time; also keeps `.icms` out of the project's history.
    fn lock(&self) -> Result<File, Diagnostic> {
        let lock = || -> io::Result<File> {
            fs::create_dir_all(&self.home)?;
            if let Some(top) = self.home.parent() {
                let ignore = top.join(".gitignore");
                if !ignore.exists() {
                    File::create(ignore)?.write_all(b"*\n")?;
                }
            }
            let file = File::options().create(true).append(true).open(self.home.join("lock"))?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error| self.files(&error))
    }

    fn files(&self, error: &io::Error) -> Diagnostic {
        Diagnostic::error(
            codes::FILES,
            format!("the development database in `{}` cannot be set up: {error}", self.home.display()),
        )
    }
}

fn output_reset(log: &Path) -> io::Result<()> {
    File::options().write(true).open(log)?.set_len(0)
}

/// Removes a file or a folder that may be missing.
fn remove(path: &Path) -> io::Result<()> {
    let result = match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
