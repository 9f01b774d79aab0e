//! Runs one migration in one direction.

use std::time::Duration;

use icms_connect::{DatabaseError, Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, FileId};
use icms_journal::Migration;
use icms_sql::{Script, Statement};

use crate::codes;
use crate::group::{Group, GroupKind, groups};
use crate::ledger::Ledger;

/// How long a statement waits for a lock before it gives up: longer than a busy transaction, shorter than an outage.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// Which script of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// What is about to happen, for whoever watches.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'m> {
    /// The migration.
    pub migration: &'m Migration,
    /// Which group of statements, from 1.
    pub group: usize,
    /// How many there are.
    pub groups: usize,
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

/// Runs it, in a session of its own, from the first group that the ledger does not have as done.
///
/// # Errors
/// The statement that failed with its place; the ledger keeps it too.
pub fn apply(url: &Url, run: Run<'_>, watch: &mut dyn FnMut(Progress<'_>)) -> Result<(), Box<Diagnostic>> {
    let script = Script::parse(run.file, run.text);
    let groups = groups(&script, run.text)?;
    let mut session = Session::open(url, Purpose::Write)?;
    session.set_lock_timeout(LOCK_TIMEOUT).map_err(Diagnostic::from)?;
    let mut ledger_session = session.another()?;
    let mut ledger = Ledger::new(&mut ledger_session);
    if run.direction == Direction::Up {
        ledger.begin(&run.migration.id, &run.migration.checksum())?;
    }
    let done = resume(&mut ledger, &mut session, run, &groups)?;
    for (at, group) in groups.iter().enumerate().skip(done) {
        watch(Progress { migration: run.migration, group: at + 1, groups: groups.len() });
        if let Err(failed) = step(&mut session, &mut ledger, run, at, group) {
            let number = script.statements.iter().position(|s| s.span() == failed.statement.span());
            // The statement's own error matters more than a ledger that cannot be written now.
            let _ = ledger.fail(&run.migration.id, number.map_or(0, |n| n + 1), &failed.error.message);
            return Err(Box::new(explain(&failed, run)));
        }
    }
    match run.direction {
        Direction::Up => ledger.finish(&run.migration.id),
        Direction::Down => ledger.forget(&run.migration.id),
    }
}

/// How many groups are done already; settles a statement that was started and not finished.
fn resume(
    ledger: &mut Ledger<'_>,
    session: &mut Session,
    run: Run<'_>,
    groups: &[Group],
) -> Result<usize, Box<Diagnostic>> {
    let steps = ledger.steps(&run.migration.id, run.direction)?;
    for (at, step) in steps.iter().enumerate() {
        let group = groups.get(at).filter(|group| group.hash() == step.hash);
        let Some(group) = group else { return Err(Box::new(edited(run, at))) };
        if !step.finished {
            settle(ledger, session, run, at, group)?;
        }
    }
    Ok(steps.len())
}

/// A statement outside a transaction was announced, and we do not know whether it came to its end.
fn settle(
    ledger: &mut Ledger<'_>,
    session: &mut Session,
    run: Run<'_>,
    at: usize,
    group: &Group,
) -> Result<(), Box<Diagnostic>> {
    let query = group.done_when.as_deref().ok_or_else(|| Box::new(in_doubt(run, group)))?;
    let rows = session.texts(query).map_err(Diagnostic::from)?;
    let yes = rows.iter().flatten().flatten().any(|value| value == "t" || value == "true");
    if yes {
        mark(ledger, run, at)
    } else {
        let delete = "DELETE FROM public._icms_steps WHERE migration = $1 AND direction = $2 AND step = $3";
        ledger.write(delete, &[&run.migration.id.as_str(), &run.direction.word(), &number(at)])?;
        step(session, ledger, run, at, group).map_err(|failed| Box::new(explain(&failed, run)))
    }
}

/// A statement that failed, with what the server said.
struct Failed {
    statement: Statement,
    error: DatabaseError,
}

fn step(
    session: &mut Session,
    ledger: &mut Ledger<'_>,
    run: Run<'_>,
    at: usize,
    group: &Group,
) -> Result<(), Box<Failed>> {
    match group.kind {
        GroupKind::Transaction => transaction(session, run, at, group),
        GroupKind::Alone => alone(session, ledger, run, at, group),
    }
}

/// The statements and their line in the ledger are one transaction.
fn transaction(session: &mut Session, run: Run<'_>, at: usize, group: &Group) -> Result<(), Box<Failed>> {
    let Some(last) = group.statements.last() else { return Ok(()) };
    let failed = |statement: &Statement, error: DatabaseError| {
        Box::new(Failed { statement: statement.clone(), error })
    };
    session.batch_execute("BEGIN").map_err(|e| failed(last, e))?;
    for statement in &group.statements {
        if let Err(error) = session.batch_execute(statement.text()) {
            // The server has aborted the transaction already; a lost connection takes it along.
            let _ = session.batch_execute("ROLLBACK");
            return Err(failed(statement, error));
        }
    }
    let insert = "INSERT INTO public._icms_steps (migration, direction, step, hash, finished_at) \
                  VALUES ($1, $2, $3, $4, now())";
    let recorded = session
        .query(insert, &[&run.migration.id.as_str(), &run.direction.word(), &number(at), &group.hash()])
        .and_then(|_| session.batch_execute("COMMIT"));
    recorded.map_err(|error| {
        let _ = session.batch_execute("ROLLBACK");
        failed(last, error)
    })
}

/// The statement is announced, run, and marked as done.
fn alone(
    session: &mut Session,
    ledger: &mut Ledger<'_>,
    run: Run<'_>,
    at: usize,
    group: &Group,
) -> Result<(), Box<Failed>> {
    let Some(statement) = group.statements.first() else { return Ok(()) };
    let failed = |error: DatabaseError| Box::new(Failed { statement: statement.clone(), error });
    let ledger_failed =
        |d: Box<Diagnostic>| failed(DatabaseError { message: d.message.clone(), ..DatabaseError::default() });
    let announce =
        "INSERT INTO public._icms_steps (migration, direction, step, hash) VALUES ($1, $2, $3, $4)";
    let id = run.migration.id.as_str();
    ledger
        .write(announce, &[&id, &run.direction.word(), &number(at), &group.hash()])
        .map_err(ledger_failed)?;
    if let Err(error) = session.batch_execute(statement.text()) {
        // A server that answers has undone the statement: it is not in doubt.
        if error.sqlstate.is_some() {
            let withdraw =
                "DELETE FROM public._icms_steps WHERE migration = $1 AND direction = $2 AND step = $3";
            ledger.write(withdraw, &[&id, &run.direction.word(), &number(at)]).map_err(ledger_failed)?;
        }
        return Err(failed(error));
    }
    mark(ledger, run, at).map_err(ledger_failed)
}

fn mark(ledger: &mut Ledger<'_>, run: Run<'_>, at: usize) -> Result<(), Box<Diagnostic>> {
    let sql = "UPDATE public._icms_steps SET finished_at = now() WHERE migration = $1 AND direction = $2 AND step = $3";
    ledger.write(sql, &[&run.migration.id.as_str(), &run.direction.word(), &number(at)])
}

fn number(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

fn explain(failed: &Failed, run: Run<'_>) -> Diagnostic {
    let said = Diagnostic::from(failed.error.clone());
    let message = format!("{} of {} failed: {}", file(run), run.migration.id, said.message);
    let mut diagnostic = Diagnostic::error(codes::STATEMENT_FAILED, message).at(failed.statement.span());
    diagnostic.help = said.help;
    diagnostic
}

fn file(run: Run<'_>) -> &'static str {
    match run.direction {
        Direction::Up => run.migration.dialect.script(),
        Direction::Down => "down.sql",
    }
}

fn edited(run: Run<'_>, at: usize) -> Diagnostic {
    let message = format!("step {} of {} is applied, and its text differs today", at + 1, run.migration.id);
    Diagnostic::error(codes::APPLIED_PART_EDITED, message)
        .help("restore the applied part of the script; what follows it may be edited")
}

fn in_doubt(run: Run<'_>, group: &Group) -> Diagnostic {
    let message =
        format!("a statement of {} was started and nobody knows whether it ended", run.migration.id);
    let diagnostic = Diagnostic::error(codes::IN_DOUBT, message)
        .help("look whether its work is there, then `icms migrate resolve`; `-- icms:done-when <query>` would have told");
    group.statements.first().map_or(diagnostic.clone(), |s| diagnostic.at(s.span()))
}
