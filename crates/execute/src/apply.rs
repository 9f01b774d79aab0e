//! Runs one migration in one direction.

use std::thread;
use std::time::Duration;

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Diagnostic, FileId};
use icms_journal::Migration;
use icms_sql::{Script, Statement};

use crate::codes;
use crate::event::{Event, Observer};
use crate::failed::{Failed, edited, in_doubt};
use crate::group::{Group, GroupKind, groups};
use crate::ledger::Ledger;
use crate::lock::MigrationLock;
use crate::nature::Nature;
use crate::settle::{Fate, settle};
use crate::step::Worker;
use crate::watch::{Bell, Ringer, watch};

/// Which script of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// `up.sql`
    Up,
    /// `down.sql`
    Down,
}

impl Direction {
    /// The word the ledger has for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What to run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'m> {
    /// The migration.
    pub migration: &'m Migration,
    /// Which way.
    pub direction: Direction,
    /// The text of that way.
    pub text: &'m str,
    /// The file of the text, for the places in diagnostics.
    pub file: FileId,
}

/// How patient the statements are.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a statement waits for a lock. Everybody who comes later waits behind it, so this is the longest that a
    /// migration makes others queue.
    pub lock_timeout: Duration,
    /// How often a group is tried when it does not get its locks.
    pub attempts: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { lock_timeout: Duration::from_secs(3), attempts: 10 }
    }
}

/// Runs it in the session that holds the lock, from the first group that the ledger does not have as done.
///
/// # Errors
/// The statement that failed with its place; the ledger keeps it too.
pub fn apply(
    lock: &mut MigrationLock,
    run: Run<'_>,
    patience: Patience,
    observer: &Observer<'_>,
) -> Result<(), Box<Diagnostic>> {
    let script = Script::parse(run.file, run.text);
    let groups = groups(&script, run.text)?;
    let MigrationLock { session, programs } = lock;
    stays_home(session, &groups)?;
    programs.permit(&groups)?;
    let (url, backend) = (session.url().clone(), session.backend());
    let bell = Bell::default();
    thread::scope(|scope| {
        scope.spawn(|| watch(&url, backend, &bell, observer));
        let _ringer = Ringer(&bell);
        let mut worker = Worker { session, run, patience, observer, programs };
        all(&mut worker, &groups).map_err(|failed| {
            let number = failed.statement.as_ref().map_or(0, |at| {
                script.statements.iter().position(|s| s.span() == at.span()).map_or(0, |n| n + 1)
            });
            // The error itself matters more than a ledger that cannot be written now.
            let _ = remember(worker.session, run, number, &failed);
            Box::new(failed.explain(run))
        })
    })
}

fn all(worker: &mut Worker<'_>, groups: &[Group]) -> Result<(), Box<Failed>> {
    let (run, patience, observer) = (worker.run, worker.patience, worker.observer);
    let session = &mut *worker.session;
    if run.direction == Direction::Up {
        Ledger::new(session).begin(&run.migration.id, &run.migration.checksum())?;
    }
    fresh(session, patience)?;
    let done = resume(session, run, groups)?;
    observer(Event::Begins {
        migration: &run.migration.id,
        direction: run.direction,
        done,
        groups: groups.len(),
    });
    for (at, group) in groups.iter().enumerate().skip(done) {
        let sql = group.statements.first().map_or_else(String::new, |s| beginning(s.text()));
        observer(Event::Step { group: at + 1, groups: groups.len(), sql: &sql });
        worker.step(at, group)?;
        observer(Event::Recorded { group: at + 1 });
    }
    fresh(worker.session, patience)?;
    let mut ledger = Ledger::new(worker.session);
    match run.direction {
        Direction::Up => ledger.finish(&run.migration.id)?,
        Direction::Down => ledger.forget(&run.migration.id)?,
    }
    observer(Event::Finished { migration: &run.migration.id });
    Ok(())
}

/// The beginning of a statement on one line, without values: a statement may be as long as a table.
fn beginning(statement: &str) -> String {
    const LETTERS: usize = 400;
    let end = statement.char_indices().nth(LETTERS).map_or(statement.len(), |(at, _)| at);
    icms_sql::conceal(&statement[..end])
}

/// A session that is at home in a namespace works there and nowhere else.
fn stays_home(session: &Session, groups: &[Group]) -> Result<(), Box<Diagnostic>> {
    if session.search_path().is_none() {
        return Ok(());
    }
    let leads_away = |statement: &&Statement| {
        Nature::of(statement) == Nature::Session
            && statement.tokens().iter().any(|t| t.contains("search_path"))
    };
    let Some(statement) = groups.iter().flat_map(|group| &group.statements).find(leads_away) else {
        return Ok(());
    };
    let message =
        "a migration of a portable project sets no search path: it runs in the namespace that is deployed to";
    let refused = Diagnostic::error(codes::LEADS_AWAY, message).at(statement.span());
    Err(Box::new(refused.help("leave the statement out; qualify the names that lie elsewhere")))
}

/// Nothing of what a script set for the session outlives it; the lock stays. A server whose client vanished with its
/// network ends the session, and with it the lock, after two minutes instead of two hours.
fn fresh(session: &mut Session, patience: Patience) -> Result<(), Box<Failed>> {
    session
        .batch_execute(
            "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DISCARD TEMP; SET tcp_keepalives_idle = 60; \
             SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4",
        )
        .map_err(Failed::outside)?;
    session.go_home().map_err(Failed::outside)?;
    session.set_lock_timeout(patience.lock_timeout).map_err(Failed::outside)
}

/// How many groups are done already. What was set for the session is set again; a statement that was announced and not
/// recorded is settled.
fn resume(session: &mut Session, run: Run<'_>, groups: &[Group]) -> Result<usize, Box<Failed>> {
    let steps = Ledger::new(session).steps(&run.migration.id, run.direction)?;
    let mut done = 0;
    for (at, step) in steps.iter().enumerate() {
        let group = groups.get(at).filter(|group| group.hash() == step.hash);
        let Some(group) = group else { return Err(Box::new(Failed::of(edited(run, at)))) };
        let statement = group.statements.first().filter(|_| group.kind == GroupKind::Alone);
        let nature = statement.map_or(Nature::Transactional, Nature::of);
        if let (Nature::Session, Some(statement)) = (&nature, statement) {
            session.batch_execute(statement.text()).map_err(|error| Failed::at(statement, error))?;
        }
        if !step.finished {
            match settle(session, &nature, group.directives.done_when.as_deref()).map_err(Failed::outside)? {
                Fate::Done => Ledger::new(session).mark(run, at)?,
                Fate::Undone => {
                    Ledger::new(session).withdraw(run, at)?;
                    break;
                }
                Fate::InDoubt => return Err(Box::new(Failed::of(in_doubt(run, group)))),
            }
        }
        done = at + 1;
    }
    Ok(done)
}

/// Writes the failure into the ledger; through a new session where the one at work was lost.
fn remember(
    session: &mut Session,
    run: Run<'_>,
    statement: usize,
    failed: &Failed,
) -> Result<(), Box<Diagnostic>> {
    let message = failed.message();
    match fresh(session, Patience::default()) {
        Ok(()) => Ledger::new(session).fail(&run.migration.id, statement, &message),
        Err(_) => {
            let mut other = Session::open(session.url(), Purpose::Write)?;
            Ledger::new(&mut other).fail(&run.migration.id, statement, &message)
        }
    }
}
