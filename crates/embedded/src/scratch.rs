//! A throw-away server for proofs, and for statements and expressions that only PostgreSQL understands.

use std::sync::{Mutex, OnceLock, PoisonError};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;

use crate::binaries::AvailableServer;
use crate::codes;
use crate::ladder::{self, Rung};
use crate::server::{Server, Setting};

/// Whether a server may be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Allow {
    /// Yes.
    #[default]
    Everything,
    /// Only the one that comes with the program: the same on every machine.
    Carried,
    /// No: `--no-server`.
    Nothing,
}

impl Allow {
    const fn rungs(self) -> &'static [Rung] {
        match self {
            Self::Everything => &[Rung::Machine, Rung::Carried],
            Self::Carried => &[Rung::Carried],
            Self::Nothing => &[],
        }
    }
}

/// What the user says about scratch servers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScratchConfig {
    /// `[scratch] url`: a server where databases may be made and dropped. Never the configured database.
    pub url: Option<Url>,
    /// Whether a server may be used.
    pub allow: Allow,
    /// The major version to prefer where the machine has several.
    pub major: Option<u32>,
}

/// A server to make databases on. One of ours ends with this value; on a configured one the databases are dropped.
#[derive(Debug)]
pub struct Scratch {
    work: Mutex<Work>,
    url: Url,
    origin: AvailableServer,
    // last: sessions end before their server
    server: Option<Server>,
}

#[derive(Debug)]
struct Work {
    session: Session,
    databases: Vec<String>,
}

impl Scratch {
    /// Finds or starts a server.
    pub fn start(config: &ScratchConfig) -> Result<Self, Diagnostic> {
        Self::start_with(config, &[])
    }

    /// The same with further settings for a server of ours.
    pub(crate) fn start_with(config: &ScratchConfig, more: &[Setting]) -> Result<Self, Diagnostic> {
        if config.allow == Allow::Nothing {
            return Err(Diagnostic::error(
                codes::FORBIDDEN,
                "this needs a PostgreSQL server, and `--no-server` forbids one",
            )
            .help("leave `--no-server` out; a scratch server is used, never the configured database"));
        }
        let (server, url, origin) = match &config.url {
            Some(url) => (None, url.clone(), AvailableServer::Configured),
            None => {
                let (server, binaries) = ladder::start(config.allow.rungs(), config.major, more)?;
                let url = server.url().clone();
                (Some(server), url, binaries.origin)
            }
        };
        let session = Session::open(&url, Purpose::Write)?;
        Ok(Self { work: Mutex::new(Work { session, databases: Vec::new() }), url, origin, server })
    }

    /// The one of this process, started at the first call and kept warm until the process ends.
    pub fn shared(config: &ScratchConfig) -> Result<&'static Self, Diagnostic> {
        static SHARED: OnceLock<Scratch> = OnceLock::new();
        static STARTING: Mutex<()> = Mutex::new(());
        let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        match SHARED.get() {
            Some(scratch) => Ok(scratch),
            None => Self::start(config).map(|scratch| SHARED.get_or_init(|| scratch)),
        }
    }

    /// The server's own database, for questions that leave nothing behind.
    #[must_use]
    pub fn url(&self) -> Url {
        self.url.clone()
    }

    /// Which server it is, for messages.
    #[must_use]
    pub const fn server(&self) -> &AvailableServer {
        &self.origin
    }

    /// The process behind it, if it is one of ours.
    #[must_use]
    pub(crate) const fn process(&self) -> Option<&Server> {
        self.server.as_ref()
    }

    /// A new empty database, as `template0` is. A former one of this name is dropped.
    pub fn database(&self, name: &str) -> Result<Url, Diagnostic> {
        self.create(name, "template0")
    }

    /// A new copy of a database made here before, to which nobody may be connected.
    pub fn copy(&self, of: &Url, name: &str) -> Result<Url, Diagnostic> {
        self.create(name, of.database().unwrap_or("template0"))
    }

    /// Drops a database made here, cutting off whoever uses it.
    pub fn drop_database(&self, url: &Url) -> Result<(), Diagnostic> {
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        work.drop_database(url.database().unwrap_or_default())
    }

    fn create(&self, name: &str, template: &str) -> Result<Url, Diagnostic> {
        let name = match self.origin {
            // other processes use that server too
            AvailableServer::Configured => format!("icms_scratch_{}_{name}", std::process::id()),
            AvailableServer::Machine(_) | AvailableServer::Carried => name.to_owned(),
        };
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        work.drop_database(&name)?;
        let major = work.session.version().major;
        // copying files is 4 to 20 times faster than logging them
        let strategy = if major >= 15 { " STRATEGY file_copy" } else { "" };
        let sql = format!("CREATE DATABASE {} TEMPLATE {}{strategy}", quoted(&name), quoted(template));
        work.session.batch_execute(&sql)?;
        let url = self.url.with_database(&name);
        work.databases.push(name);
        Ok(url)
    }
}

impl Work {
    fn drop_database(&mut self, name: &str) -> Result<(), Diagnostic> {
        let Some(at) = self.databases.iter().position(|known| known == name) else { return Ok(()) };
        let force = if self.session.version().major >= 13 { " WITH (FORCE)" } else { "" };
        self.session.batch_execute(&format!("DROP DATABASE IF EXISTS {}{force}", quoted(name)))?;
        self.databases.remove(at);
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if self.server.is_none() {
            let work = self.work.get_mut().unwrap_or_else(PoisonError::into_inner);
            for name in work.databases.clone() {
                let _ = work.drop_database(&name);
            }
        }
    }
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
