//! Tests of migrations: rows before, rows after up, rows after down, on a scratch PostgreSQL.

mod case;
mod rows;

use std::collections::BTreeSet;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_journal::{Journal, Migration, MigrationId};

pub(crate) use case::EXAMPLE;
use case::{Case, Expected};

use super::proof::{self, Piece};
use super::verify::play;
use crate::scratch::{self, Server};
use crate::{Failure, Outcome, Project, codes, script, status};

/// What came of one case.
#[derive(Debug)]
pub struct Tested {
    /// The migration.
    pub migration: MigrationId,
    /// The file's name without its end.
    pub case: String,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of a case.
#[derive(Debug)]
pub enum Verdict {
    /// All rows are what it says.
    Passed,
    /// They are not: a unified diff, from what is expected to what is there.
    Differs(String),
    /// It cannot be read, or a statement failed.
    Failed(Box<Failure>),
}

/// Runs the tests of these migrations, or of all; `say` hears of each.
///
/// # Errors
/// A history that does not hang together, a migration before that fails, no scratch server.
pub fn run(ids: &[String], project: &Project, say: &mut dyn FnMut(&Tested)) -> Outcome<Vec<Tested>> {
    let journal = status::journal(project)?;
    let mut cases = Vec::new();
    for migration in chosen(ids, &journal)? {
        let beside = case::beside(&project.migrations_path().join(migration.id.as_str()))?;
        cases.extend(beside.into_iter().map(|(name, case)| (migration, name, case)));
    }
    let mut tested = Vec::new();
    if cases.is_empty() {
        return Ok(tested);
    }
    let Some(url) = scratch::database(project, Server::Allowed, "icms_test")? else { return Ok(tested) };
    let mut behind = journal.migrations().iter();
    let mut last: Option<&Migration> = None;
    for (migration, case, read) in cases {
        if last.is_none_or(|last| last.id != migration.id) {
            let mut before = last.into_iter().chain(behind.by_ref().take_while(|m| m.id != migration.id));
            before.try_for_each(|m| play(&url, &proof::up(m, project), project))?;
            last = Some(migration);
        }
        let verdict = read.and_then(|case| on_a_copy(&case, migration, &url, project));
        let verdict = verdict.unwrap_or_else(Verdict::Failed);
        let one = Tested { migration: migration.id.clone(), case, verdict };
        say(&one);
        tested.push(one);
    }
    Ok(tested)
}

/// The migrations that are meant, in the order of the history.
fn chosen<'j>(ids: &[String], journal: &'j Journal) -> Outcome<Vec<&'j Migration>> {
    let named: BTreeSet<&MigrationId> =
        ids.iter().map(|id| journal.find(id).map(|m| &m.id)).collect::<Result<_, _>>()?;
    Ok(journal.migrations().iter().filter(|m| named.is_empty() || named.contains(&m.id)).collect())
}

fn on_a_copy(case: &Case, migration: &Migration, url: &Url, project: &Project) -> Outcome<Verdict> {
    let copy = scratch::copy(url, "icms_test_case", project)?;
    let verdict = forth_and_back(case, migration, &copy, project);
    scratch::drop(&copy, project)?;
    verdict
}

fn forth_and_back(case: &Case, migration: &Migration, url: &Url, project: &Project) -> Outcome<Verdict> {
    let mut session = Session::open(url, Purpose::Write)?;
    if let Some(sql) = &case.before.sql {
        let piece = Piece { name: "sql of the test".to_owned(), text: sql };
        script::run(&piece, &mut session, &project.programs(), |error| {
            Diagnostic::from(error).within(codes::TEST_UNREADABLE, "")
        })?;
    }
    rows::insert(&case.before, &mut session)?;
    play(url, &proof::up(migration, project), project)?;
    let mut diff = rows::difference(&case.after, "after up.sql", &mut session)?;
    if let Some(down) = proof::down(migration, project) {
        play(url, &down, project)?;
        let again = || Expected { rows: case.before.rows.clone(), query: Vec::new() };
        let expected = case.back.clone().unwrap_or_else(again);
        diff.push_str(&rows::difference(&expected, "after down.sql", &mut session)?);
    }
    Ok(if diff.is_empty() { Verdict::Passed } else { Verdict::Differs(diff) })
}
