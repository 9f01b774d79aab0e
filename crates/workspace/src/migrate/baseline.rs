//! A database that was there before its history: everything up to a migration is written down as applied.

use icms_diagnostic::Diagnostic;
use icms_execute::{Ledger, MigrationLock, Observer};
use icms_journal::{MigrationId, State};

use super::{proof, protection};
use crate::{Exit, Failure, Outcome, Project, codes, deploy, drift, status};

/// Whether the database must be what the migrations make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// It must.
    Demanded,
    /// `--force`: somebody knows better; never on a protected database.
    Waived,
}

/// Marks everything up to `id` as applied, and returns what was not before.
///
/// # Errors
/// A database that differs from what the migrations make (exit 4), a migration that failed there.
pub fn run(
    id: &str,
    equality: Equality,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Vec<MigrationId>> {
    let url = project.require_database()?;
    let journal = status::journal(project)?;
    let last = journal.find(id)?.id.clone();
    let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
    let session = lock.session();
    let entries = icms_journal::status(&journal, &Ledger::new(session).applied()?);
    let until = journal.until(&last);
    let mut marked = Vec::new();
    for (migration, entry) in until.iter().zip(&entries) {
        match entry.state {
            State::Applied => {}
            State::Pending | State::Diverged => marked.push(migration),
            State::Failed { .. }
            | State::Undoing
            | State::Edited
            | State::Missing
            | State::Partial { .. } => {
                let message =
                    format!("{} is {} here: this database is no new one", entry.id, entry.state.word());
                let help = "`icms migrate status` tells what to do about it";
                return Err(Box::new(Failure::new(
                    Exit::Protected,
                    Diagnostic::error(codes::NOT_CLEAN, message).help(help),
                )));
            }
        }
    }
    match equality {
        Equality::Waived => protection::forbid("baseline --force", session, project)?,
        Equality::Demanded => demand(&last, &url, &journal, project)?,
    }
    let mut ledger = Ledger::new(session);
    ledger.prepare()?;
    for migration in &marked {
        ledger.declare_applied(migration)?;
    }
    let forced = (equality == Equality::Waived).then_some("--force");
    protection::log("baseline", Some(&last), None, forced, session, project)?;
    Ok(marked.into_iter().map(|m| m.id.clone()).collect())
}

/// The database is what the migrations up to here make, in the namespaces that they speak about.
fn demand(
    last: &MigrationId,
    url: &icms_connect::Url,
    journal: &icms_journal::Journal,
    project: &Project,
) -> Outcome<()> {
    let compared = drift::of(url, journal.until(last), project)?;
    if compared.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = compared.described().iter().map(ToString::to_string).collect();
    let message =
        format!("the database is not what the migrations up to {last} make: {} differences", list.len());
    let help = format!("it would have to {}", proof::list(&list));
    let refusal = Diagnostic::error(codes::NOT_EQUAL, message).help(help);
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}
