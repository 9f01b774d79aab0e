//! What a database is, against what its applied migrations make.

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_execute::Ledger;
use icms_journal::{Migration, State};
use icms_model::Hints;
use icms_sql::Name;

use crate::compare::{self, Comparison, Server};
use crate::load::{Context, database};
use crate::{Exit, Failure, Outcome, Project, codes, history, status};

/// The configured database against the migrations that its ledger has as applied. The way there repairs the database;
/// the way back is what a migration would have to say for the history to follow it.
///
/// # Errors
/// No database; a ledger that names migrations which are not here or were edited (exit 4): what they made is not known.
pub fn run(project: &Project) -> Outcome<Comparison> {
    let (url, made) = made(project)?;
    of(&url, &made, project)
}

/// Whether there is any, without a scratch server: none when text alone does not tell what the migrations make.
///
/// # Errors
/// As [`run`].
pub(crate) fn is_there(project: &Project) -> Outcome<Option<bool>> {
    let (url, made) = made(project)?;
    let found = compared(&url, &made, Server::Forbidden, project)?;
    let known = !found.diagnostics.iter().any(|d| d.code == codes::NOT_COMPLETE);
    let decided = found.is_empty() || found.difference.undecided.is_empty();
    Ok((known && decided).then_some(!found.is_empty()))
}

/// The database, and the migrations that its ledger has as applied.
fn made(project: &Project) -> Outcome<(Url, Vec<Migration>)> {
    let url = project.require_database()?;
    let journal = status::journal(project)?;
    let applied = Ledger::new(&mut Session::open(&url, Purpose::Read)?).applied()?;
    let entries = icms_journal::status(&journal, &applied);
    let unknown = |state: &State| matches!(state, State::Edited | State::Missing | State::Partial { .. });
    if let Some(entry) = entries.iter().find(|e| unknown(&e.state)) {
        let message = format!("{} is {}: what it made is not known", entry.id, entry.state.word());
        let refusal = Diagnostic::error(codes::NOT_CLEAN, message);
        let refusal = refusal.help("`icms migrate status` tells what to do about it");
        return Err(Box::new(Failure::new(Exit::Protected, refusal)));
    }
    let made: Vec<Migration> = journal
        .migrations()
        .iter()
        .filter(|m| entries.iter().any(|e| e.id == m.id && e.state == State::Applied))
        .cloned()
        .collect();
    Ok((url, made))
}

/// A database against what these migrations make, in the namespaces that they speak about.
pub(crate) fn of(url: &Url, made: &[Migration], project: &Project) -> Outcome<Comparison> {
    compared(url, made, Server::Allowed, project)
}

fn compared(url: &Url, made: &[Migration], server: Server, project: &Project) -> Outcome<Comparison> {
    let found = database(url)?;
    let mut wanted = history::of(made, project, &Context { server, namespace: url.home().map(Name::new) })?;
    let named = wanted.schema.namespaces.iter().map(|(_, namespace)| namespace.name.clone());
    let named = named.chain(url.schemas().iter().map(Name::new)).collect();
    wanted.schema.scope.namespaces = Some(named);
    project.narrow(&mut wanted.schema.scope);
    compare::compare(
        found,
        wanted,
        &Hints::default(),
        project,
        compare::Options { server, ..compare::Options::default() },
    )
}
