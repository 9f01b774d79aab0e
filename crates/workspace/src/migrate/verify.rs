//! Migrations proven on a scratch PostgreSQL: up, down, up again leaves the same catalogue, and rows are kept.

use std::collections::BTreeSet;

use icms_classify::{DataLoss, Finding, Subject, classify};
use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, FileId};
use icms_journal::{Journal, Migration, MigrationId};
use icms_model::{Facts, ObjectKind, Schema};
use icms_sql::Script;

use super::proof;
use super::rows::{self, TableName};
use crate::load::database;
use crate::scratch::{self, Server};
use crate::{Outcome, Project, codes, script, status, verify};

/// What was shown for one migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The migration.
    pub id: MigrationId,
    /// Whether it has a way back that was run.
    pub way_back: WayBack,
    /// How many tables had rows whose sums were compared.
    pub tables_with_rows: usize,
    /// Why rows could not be followed, in the server's words.
    pub rows_refused: Option<String>,
}

/// The way back of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayBack {
    /// It leads back.
    Proven,
    /// There is none.
    None,
}

/// Verifies these migrations, or all.
///
/// # Errors
/// A statement that a real server refuses, a catalogue that is not what it was, rows that are not.
pub fn run(ids: &[String], project: &Project, say: &mut dyn FnMut(&Verified)) -> Outcome<Vec<Verified>> {
    let journal = status::journal(project)?;
    let wanted: BTreeSet<&MigrationId> = match ids {
        [] => journal.migrations().iter().map(|m| &m.id).collect(),
        ids => ids.iter().map(|id| journal.find(id).map(|m| &m.id)).collect::<Result<_, _>>()?,
    };
    let mut verified = Vec::new();
    let Some(url) = scratch::database(project, Server::Allowed, "icms_verify")? else { return Ok(verified) };
    for migration in journal.migrations() {
        if !wanted.contains(&migration.id) {
            play(&url, &proof::up(migration, project), project)?;
            continue;
        }
        let one = one(&url, migration, &journal, project)?;
        say(&one);
        verified.push(one);
        if verified.len() == wanted.len() {
            break;
        }
    }
    Ok(verified)
}

/// Up, down and up again on the database that has everything before; a copy of it goes the same way with rows.
fn one(url: &Url, migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Verified> {
    let up = proof::up(migration, project);
    let before = database(url)?.schema;
    let rows = match proof::down(migration, project) {
        Some(down) => {
            let copy = scratch::copy(url, "icms_verify_rows", project)?;
            let kept = kept(&copy, &up, &down, migration, journal, project);
            scratch::drop(&copy, project)?;
            kept?
        }
        None => Followed::default(),
    };
    play(url, &up, project)?;
    let Some(down) = proof::down(migration, project) else {
        return Ok(Verified {
            id: migration.id.clone(),
            way_back: WayBack::None,
            tables_with_rows: 0,
            rows_refused: None,
        });
    };
    let after = database(url)?.schema;
    play(url, &down, project)?;
    same(url, &before, &format!("{}: down.sql", migration.id))?;
    play(url, &up, project)?;
    same(url, &after, &format!("{}: up.sql, run again after down.sql,", migration.id))?;
    Ok(Verified {
        id: migration.id.clone(),
        way_back: WayBack::Proven,
        tables_with_rows: rows.tables,
        rows_refused: rows.refused,
    })
}

fn same(url: &Url, wanted: &Schema, what: &str) -> Outcome<()> {
    let left: Vec<String> = verify::differences(url, wanted)?.iter().map(ToString::to_string).collect();
    if left.is_empty() {
        return Ok(());
    }
    let message = format!("{what} leaves a real PostgreSQL with another catalogue");
    let help = format!("it would still have to {}", proof::list(&left));
    Err(Diagnostic::error(codes::NOT_PROVEN, message).help(help).into())
}

/// Runs a script in a session of its own.
pub(super) fn play(url: &Url, piece: &proof::Piece<'_>, project: &Project) -> Outcome<()> {
    let mut session = Session::open(url, Purpose::Write)?;
    script::run(piece, &mut session, &project.programs(), |error| {
        Diagnostic::from(error).within(codes::NOT_PROVEN, "on a scratch PostgreSQL: ")
    })
}

/// What became of the rows.
#[derive(Debug, Default)]
struct Followed {
    tables: usize,
    refused: Option<String>,
}

/// Rows go there and back, and those of which nobody says that they are lost are what they were.
fn kept(
    url: &Url,
    up: &proof::Piece<'_>,
    down: &proof::Piece<'_>,
    migration: &Migration,
    journal: &Journal,
    project: &Project,
) -> Outcome<Followed> {
    let mut session = Session::open(url, Purpose::Write)?;
    rows::fill(&mut session)?;
    let (tables, columns) = declared(migration, journal, project)?;
    let followed = rows::present(&mut session)?.without(&tables, &columns);
    let before = followed.sums(&mut session)?;
    // Rows made up here may be what a risky migration fails on; that says nothing about its way back.
    for piece in [up, down] {
        if let Err(failure) = play(url, piece, project) {
            let why = failure.diagnostics.iter().next().map(|d| d.message.clone());
            return Ok(Followed { tables: 0, refused: why });
        }
    }
    let after = followed.sums(&mut session)?;
    let changed: Vec<String> = before
        .iter()
        .filter(|(table, sum)| after.get(*table) != Some(sum))
        .map(|((namespace, table), _)| format!("{namespace}.{table}"))
        .collect();
    if !changed.is_empty() {
        let message = format!("{}: up and down change rows of {}", migration.id, changed.join(", "));
        let help =
            "no statement says that it loses or writes them: look at what the scripts do to these tables";
        return Err(Diagnostic::error(codes::ROWS_DIFFER, message).help(help).into());
    }
    let with_rows = before.values().filter(|sum| !sum.starts_with("0 ")).count();
    Ok(Followed { tables: with_rows, refused: None })
}

type Lost = (BTreeSet<TableName>, BTreeSet<(String, String, String)>);

/// Tables and columns whose values the scripts are known to lose or write.
fn declared(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Lost> {
    let before = proof::schema(journal.before(&migration.id), project)?;
    let up = Script::parse(FileId(0), &migration.up);
    let mut findings = classify(&before, &up, &Facts::default(), project.target());
    findings.extend(crate::judging::down(migration, journal, project)?);
    let mut lost = Lost::default();
    for finding in findings.iter().filter(|f| f.data_loss != DataLoss::None || f.rule == "rows_changed") {
        note(finding, &mut lost);
    }
    Ok(lost)
}

fn note(finding: &Finding, (tables, columns): &mut Lost) {
    let Subject::Object(object) = &finding.subject else { return };
    let name = |at: usize| object.path.get(at).map(ToString::to_string).unwrap_or_default();
    if object.kind == ObjectKind::Column {
        columns.insert((name(0), name(1), name(2)));
    } else if let Some(table) = object.table() {
        tables.insert((table.namespace.to_string(), table.name.to_string()));
    }
}
