//! Applying pending migrations.

use std::time::Duration;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Code, Diagnostic, Diagnostics, Sources};
use icms_execute::{Direction, Ledger, MigrationLock, Run, apply};
use icms_journal::{Entry, Journal, Migration, MigrationId, State};

use crate::{Exit, Failure, Outcome, Project, privileges, status};

/// How long to wait for somebody else's deploy.
const PATIENCE: Duration = Duration::from_secs(30);

/// What would be applied, in order.
///
/// # Errors
/// No database, a history that is not clean.
pub fn pending(to: Option<&str>, project: &Project) -> Outcome<Vec<Migration>> {
    let journal = status::journal(project)?;
    let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
    let applied = Ledger::new(&mut session).applied()?;
    chosen(&journal, &icms_journal::status(&journal, &applied), to)
}

/// Applies pending migrations, up to `to`.
///
/// # Errors
/// A database that cannot be reached, a history that is not clean (exit 4), the statement that failed.
pub fn run(to: Option<&str>, project: &Project, say: &mut dyn FnMut(String)) -> Outcome<Vec<MigrationId>> {
    let url = project.require_database()?;
    let journal = status::journal(project)?;
    let _lock = MigrationLock::take(&url, PATIENCE)?;
    let mut session = Session::open(&url, Purpose::Write)?;
    let entries = {
        let mut ledger = Ledger::new(&mut session);
        ledger.prepare()?;
        if project.protected() {
            let name = project.environment.as_deref().unwrap_or("default");
            ledger.set_meta("protected", name)?;
        }
        icms_journal::status(&journal, &ledger.applied()?)
    };
    let chosen = chosen(&journal, &entries, to)?;
    let applied = journal.migrations().iter().zip(&entries).filter(|(_, e)| e.state == State::Applied);
    privileges::demand(
        &mut session,
        applied.map(|(m, _)| m.up.as_str()),
        chosen.iter().map(|m| m.up.as_str()),
    )?;
    for (at, migration) in chosen.iter().enumerate() {
        say(format!("[{}/{}] {}", at + 1, chosen.len(), migration.id));
        one(&url, migration, project)?;
    }
    Ok(chosen.into_iter().map(|m| m.id).collect())
}

fn one(url: &Url, migration: &Migration, project: &Project) -> Outcome<()> {
    let path = project.config.migrations.join(migration.id.as_str()).join(migration.dialect.script());
    let mut sources = Sources::default();
    let file = sources.add(path.display().to_string(), migration.up.as_str());
    let run = Run { migration, direction: Direction::Up, text: &migration.up, file };
    apply(url, run, &mut |_| {}).map_err(|diagnostic| with_sources(*diagnostic, sources))
}

/// A failure whose places point into these files.
pub(crate) fn with_sources(diagnostic: Diagnostic, sources: Sources) -> Box<Failure> {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    Box::new(Failure::of(diagnostics, sources))
}

/// The pending and the failed ones in order, up to `to`; refuses when something applied is edited, missing or
/// diverged.
fn chosen(journal: &Journal, entries: &[Entry], to: Option<&str>) -> Outcome<Vec<Migration>> {
    let dirty = |e: &&Entry| matches!(e.state, State::Edited | State::Missing | State::Diverged);
    if let Some(entry) = entries.iter().find(dirty) {
        let message = format!("{} is {}", entry.id, entry.state.word());
        let refusal =
            Diagnostic::error(Code(5200), message).help("`icms migrate status` tells what to do about it");
        return Err(Box::new(Failure::new(Exit::Protected, refusal)));
    }
    let last = to.map(|id| journal.find(id)).transpose()?.map(|m| &m.id);
    let mut chosen = Vec::new();
    for (migration, entry) in journal.migrations().iter().zip(entries) {
        if matches!(entry.state, State::Pending | State::Failed { .. }) {
            chosen.push(migration.clone());
        }
        if Some(&migration.id) == last {
            break;
        }
    }
    Ok(chosen)
}
