//! A database that was there before its history: everything up to a migration is written down as applied.

use icms_connect::{Session, Url};
use icms_diagnostic::Diagnostic;
use icms_execute::{Event, Ledger, MigrationLock, Observer};
use icms_journal::{Applied, Journal, Migration, MigrationId, State};
use icms_model::LEDGERS;

use super::{proof, protection, squash};
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

/// The first migration, when nothing is written down for this database and it is what that migration makes: it was pulled
/// from here, or from a database like this one, and applying it could only fail. It must say nothing but schema: whether
/// its rows are there could not be seen.
pub(crate) fn recognised<'j>(
    applied: &[Applied],
    journal: &'j Journal,
    session: &mut Session,
    url: &Url,
    project: &Project,
) -> Outcome<Option<&'j Migration>> {
    let Some(first) = journal.migrations().first() else { return Ok(None) };
    if !applied.is_empty() || !has_tables(session, url)? {
        return Ok(None);
    }
    let made = std::slice::from_ref(first);
    if squash::beyond_schema(made, project).is_some() {
        return Ok(None);
    }
    // What cannot be compared is not taken over: the deploy goes on, and says itself what is in its way.
    let equal = drift::of(url, made, project).is_ok_and(|found| {
        let (here, made) = (&found.schemas.before.tables, &found.schemas.after.tables);
        // A namespace that is not there is not compared; its tables must be.
        let all_there = !made.is_empty() && made.iter().all(|(_, table)| here.find(&table.name).is_some());
        all_there && !found.diagnostics.has_errors() && found.is_empty()
    });
    Ok(equal.then_some(first))
}

/// Writes the first migration down as applied where [`recognised`] says so. Returns what the ledger has then.
pub(crate) fn take_over(
    applied: Vec<Applied>,
    journal: &Journal,
    lock: &mut MigrationLock,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Vec<Applied>> {
    let url = project.require_database()?;
    let found = recognised(&applied, journal, lock.session(), &url, project)?;
    let Some(first) = found else { return Ok(applied) };
    Ledger::new(lock.session()).declare_applied(first)?;
    protection::log("baseline", Some(&first.id), None, None, lock.session(), project)?;
    observer(Event::TakenOver { migration: &first.id });
    Ok(Ledger::new(lock.session()).applied()?)
}

/// Whether there is any table but ledgers, where the URL is at home or anywhere.
fn has_tables(session: &mut Session, url: &Url) -> Outcome<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND c.relname <> ALL ($1) AND coalesce(n.nspname = $2, true))";
    let (ledgers, home): (&[&str], Option<&str>) = (&LEDGERS, url.home());
    let rows = session.query(SQL, &[&ledgers, &home]).map_err(Diagnostic::from)?;
    Ok(rows.first().is_some_and(|row| row.get(0)))
}

/// The database is what the migrations up to here make, in the namespaces that they speak about.
fn demand(last: &MigrationId, url: &Url, journal: &Journal, project: &Project) -> Outcome<()> {
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
