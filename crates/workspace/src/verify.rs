//! A plan, proven on a real PostgreSQL: up makes the after side, down the before side again.

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_diff::{Answers, diff};
use icms_execute::Programs;
use icms_model::{Hints, Pair, Schema};
use icms_plan::Mode;

use crate::codes;
use crate::compare::Comparison;
use crate::load::database;
use crate::migrate::proof::Piece;
use crate::scratch::{self, Server};
use crate::{Outcome, Project, script};

/// Proves a comparison's plan on the scratch server.
///
/// # Errors
/// No server, a statement that it refuses, a catalogue that is not what was expected.
pub fn on_server(comparison: &Comparison, project: &Project) -> Outcome<()> {
    let Some(url) = scratch::database(project, Server::Allowed, "icms_proof")? else { return Ok(()) };
    let (before, after) = (&comparison.schemas.before, &comparison.schemas.after);
    let empty = Schema::empty();
    let from_nothing = Pair::new(&empty, before);
    let changes = diff(from_nothing, &Hints::default(), &Answers::default()).changes;
    let base = icms_plan::plan(from_nothing, &changes, comparison.target, Mode::Offline);
    run(&url, &base.up_sql(), "the schema before")?;
    let url = comparison.home.as_ref().map_or(url.clone(), |home| url.at_home(home.as_str()));
    run(&url, &comparison.up_sql(), "up.sql")?;
    expect(&url, after, "up.sql")?;
    run(&url, &comparison.down_sql(), "down.sql")?;
    expect(&url, before, "down.sql")
}

/// Runs a script on a real server.
pub(crate) fn run(url: &Url, sql: &str, what: &str) -> Outcome<()> {
    let mut session = Session::open(url, Purpose::Write)?;
    let piece = Piece { name: what.to_owned(), text: sql };
    script::run(&piece, &mut session, &Programs::default(), |error| {
        Diagnostic::from(error).within(codes::VERIFY_FAILED, format!("{what} fails on a real PostgreSQL: "))
    })
}

/// The database is what the schema says, in everything the schema speaks about.
pub(crate) fn expect(url: &Url, wanted: &Schema, what: &str) -> Outcome<()> {
    let list = differences(url, wanted)?;
    if list.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = list.into_iter().map(|described| described.object.to_string()).collect();
    let message = format!("{what} leaves a real PostgreSQL with other {}", list.join(", "));
    Err(Diagnostic::error(codes::VERIFY_DIFFERS, message)
        .help("this is a defect of icms: please report it")
        .into())
}

/// What would have to happen to the database for it to be what the schema says; the database itself is asked about
/// expressions.
pub(crate) fn differences(url: &Url, wanted: &Schema) -> Outcome<Vec<icms_diff::Described>> {
    let found = database(url)?.schema;
    let schemas = Pair::new(&found, wanted);
    let first = diff(schemas, &Hints::default(), &Answers::default());
    let mut session = Session::open(url, Purpose::Write)?;
    let answers = icms_introspect::decide(&mut session, &first.undecided, wanted);
    let left = diff(schemas, &Hints::default(), &answers).changes;
    Ok(left.iter().map(|change| icms_diff::describe(change, schemas)).collect())
}
