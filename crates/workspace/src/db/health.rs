//! Whether the configured database is as it should be, in a bounded time: for probes.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_execute::Ledger;
pub use icms_introspect::{Pulse, Role};
use icms_journal::{Entry, MigrationId, State};

use crate::migrate::lock::Holder;
use crate::{Failure, Outcome, Project, codes, drift, status};

/// How long all of it may take, unless the user says.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A database as a probe finds it.
#[derive(Debug, Clone)]
pub enum Health {
    /// It answered.
    Answered(Box<Answer>),
    /// It did not, or its history cannot be read.
    Unreachable(Box<Failure>),
}

/// What it answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The database.
    pub database: String,
    /// Its server's version.
    pub server: String,
    /// Its server.
    pub pulse: Pulse,
    /// The migration that was applied last, and when, in UTC.
    pub latest: Option<(MigrationId, String)>,
    /// Where every migration stands.
    pub entries: Vec<Entry>,
    /// Who migrates it now.
    pub lock: Option<Holder>,
    /// Whether it is what its migrations make.
    pub drift: Drift,
}

/// Whether a database is what its applied migrations make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// It is.
    None,
    /// It is not.
    Some,
    /// Nobody knows, and why.
    Unknown(String),
}

impl Health {
    /// Whether it answered and no migration has failed. What is pending, and drift, leave a database healthy.
    #[must_use]
    pub fn is_good(&self) -> bool {
        match self {
            Self::Answered(answer) => answer.failed().next().is_none(),
            Self::Unreachable(_) => false,
        }
    }
}

impl Answer {
    /// Migrations that stopped on their way.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| matches!(e.state, State::Failed { .. } | State::Undoing))
    }

    /// Migrations that are not begun.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.entries.iter().filter(|e| e.state == State::Pending).count()
    }
}

/// What the asking thread found so far.
enum Found {
    Answer(Outcome<Box<Answer>>),
    Drift(Drift),
}

/// Asks, and gives up after `patience`: what did not answer by then counts as unreachable, or as unknown drift.
#[must_use]
pub fn run(patience: Duration, project: &Project) -> Health {
    let deadline = Instant::now() + patience;
    let (sender, receiver) = mpsc::channel();
    let asked = project.clone();
    // A thread that hangs on a dead network ends with the process.
    thread::spawn(move || ask(&asked, &sender));
    let mut answer = match before(deadline, &receiver) {
        Some(Found::Answer(Ok(answer))) => answer,
        Some(Found::Answer(Err(failure))) => return Health::Unreachable(failure),
        Some(Found::Drift(_)) | None => return Health::Unreachable(late(patience)),
    };
    if let Some(Found::Drift(drift)) = before(deadline, &receiver) {
        answer.drift = drift;
    }
    Health::Answered(answer)
}

fn before(deadline: Instant, receiver: &Receiver<Found>) -> Option<Found> {
    receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok()
}

fn late(patience: Duration) -> Box<Failure> {
    let message = format!("no answer within {} s", patience.as_secs());
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::error(icms_connect::codes::TIMEOUT, message));
    Box::new(Failure::of(diagnostics, Sources::default()))
}

/// Whoever asked may be gone by the time there is an answer.
fn ask(project: &Project, sender: &Sender<Found>) {
    let answer = basics(project);
    let reached = answer.is_ok();
    let _ = sender.send(Found::Answer(answer));
    if reached {
        let _ = sender.send(Found::Drift(drifted(project)));
    }
}

fn basics(project: &Project) -> Outcome<Box<Answer>> {
    let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
    let journal = status::journal(project)?;
    let applied = Ledger::new(&mut session).applied()?;
    Ok(Box::new(Answer {
        database: session.database().to_owned(),
        server: session.version().to_string(),
        pulse: Pulse::of(&mut session).map_err(Diagnostic::from)?,
        latest: Ledger::new(&mut session).latest()?,
        entries: icms_journal::status(&journal, &applied),
        lock: Holder::of(&mut session)?,
        drift: Drift::Unknown("there was no time to look".to_owned()),
    }))
}

fn drifted(project: &Project) -> Drift {
    match drift::is_there(project) {
        Ok(Some(true)) => Drift::Some,
        Ok(Some(false)) => Drift::None,
        Ok(None) => Drift::Unknown("only a server can tell: `icms drift`".to_owned()),
        Err(failure) => {
            let unclean = failure.diagnostics.iter().find(|d| d.code == codes::NOT_CLEAN);
            let why = unclean.or(failure.diagnostics.iter().next()).map(|d| d.message.clone());
            Drift::Unknown(why.unwrap_or_default())
        }
    }
}
