//! Two-phase comparison: differ, ask a server about what is undecided, differ again (ruling 15).

use icms_connect::{Purpose, Session, Url};
use icms_diff::{Answers, Difference, diff};
use icms_model::{Hints, Pair, Schema, Target};

use crate::scratch::{self, Server};
use crate::{Outcome, Project};

/// Who may be asked.
#[derive(Debug, Clone, Copy)]
pub struct Askable<'a> {
    /// A database that is one of the sources.
    pub database: Option<&'a Url>,
    /// Whether a scratch server may be started.
    pub server: Server,
    /// The server that SQL is written for.
    pub target: Target,
}

/// Compares two schemas; what text alone cannot decide is asked of a server where one may be asked. The answers come
/// along, for the proof of the plan.
pub fn difference(
    schemas: Pair<&Schema>,
    hints: &Hints,
    who: Askable<'_>,
    project: &Project,
) -> Outcome<(Difference, Answers)> {
    let first = diff(schemas, hints, &Answers::default());
    if first.undecided.is_empty() {
        return Ok((first, Answers::default()));
    }
    let Some(mut session) = session(schemas.after, who, project)? else {
        return Ok((first, Answers::default()));
    };
    let answers = icms_introspect::decide(&mut session, &first.undecided, schemas.after);
    let decided = if answers.is_empty() { first } else { diff(schemas, hints, &answers) };
    Ok((decided, answers))
}

/// The database itself where it lets us write, else a scratch server on which the after side was made.
fn session(after: &Schema, who: Askable<'_>, project: &Project) -> Outcome<Option<Session>> {
    if let Some(url) = who.database {
        // A standby or a read-only role leaves the question open.
        return Ok(Session::open(url, Purpose::Write).ok());
    }
    let Some(url) = scratch::database(project, who.server, "icms_question")? else { return Ok(None) };
    let mut session = Session::open(&url, Purpose::Write)?;
    let empty = Schema::empty();
    let schemas = Pair::new(&empty, after);
    let changes = diff(schemas, &Hints::default(), &Answers::default()).changes;
    let plan = icms_plan::plan(schemas, &changes, who.target, icms_plan::Mode::Offline);
    // What the server cannot make, such as an extension it lacks, leaves its questions open.
    Ok(session.batch_execute(&plan.up_sql()).is_ok().then_some(session))
}
