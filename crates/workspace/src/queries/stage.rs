//! A database for questions about queries: what the migrations make, and what the schema has more.

use icms_connect::{Purpose, Session, Url};
use icms_diff::{Answers, diff};
use icms_model::{Hints, Pair, Schema};
use icms_plan::Mode;

use super::Desk;
use crate::scratch;
use crate::verify::run;
use crate::{Location, Outcome, Project, Source, compare};

/// A session on it; none when no server may be asked.
///
/// Migrations hold what a schema has no words for, such as domains and functions of other languages. Where they do not
/// run on an empty server, the schema alone must do.
pub(super) fn set(desk: Desk<'_>, schema: &Schema, project: &Project) -> Outcome<Option<Session>> {
    let Some(mut url) = scratch::database(project, desk.server, "icms_queries")? else { return Ok(None) };
    if desk.schema.is_some() || history(&url, desk, project).is_err() {
        let fresh = scratch::database(project, desk.server, "icms_queries")?;
        url = fresh.unwrap_or(url);
        run(&url, &from_nothing(schema, project), "the schema")?;
    }
    Ok(Some(Session::open(&url, Purpose::Write)?))
}

/// Runs the migrations, and what makes the schema of what they make.
fn history(url: &Url, desk: Desk<'_>, project: &Project) -> Outcome<()> {
    let journal = crate::status::journal(project)?;
    for migration in journal.migrations() {
        run(url, &migration.up, migration.id.as_str())?;
    }
    let before = Source::Migrations(Location::Disk(project.migrations_path()));
    let after = Source::Schema(Location::Disk(project.schema_path()));
    let options = compare::Options { server: desk.server, ..compare::Options::default() };
    run(url, &compare::of(&before, &after, project, options)?.up_sql(), "the schema")
}

/// What makes the schema.
fn from_nothing(schema: &Schema, project: &Project) -> String {
    let empty = Schema::empty();
    let schemas = Pair::new(&empty, schema);
    let changes = diff(schemas, &Hints::default(), &Answers::default()).changes;
    icms_plan::plan(schemas, &changes, project.target(), Mode::Offline).up_sql()
}
