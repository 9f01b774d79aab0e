//! A plan, proven in process before anything is written (invariant 7): replaying up gives the after side, replaying
//! down after it gives the before side again.

use icms_diagnostic::{Code, Diagnostic, FileId};
use icms_diff::{Answers, diff};
use icms_model::{Hints, Pair, Schema};
use icms_sql::Script;

use crate::Outcome;
use crate::compare::Comparison;

/// Proves both directions of a comparison's plan.
///
/// # Errors
/// What a direction leaves different: a defect of this program, and nothing was written.
pub fn in_process(comparison: &Comparison) -> Outcome<()> {
    let Pair { before, after } = comparison.schemas.as_ref();
    let there = replayed(before, &comparison.up_sql());
    expect(&there, after, "up.sql")?;
    let back = replayed(&there, &comparison.down_sql());
    expect(&back, before, "down.sql")
}

fn replayed(schema: &Schema, sql: &str) -> Schema {
    icms_replay::replay(schema.clone(), &Script::parse(FileId(0), sql)).schema
}

fn expect(found: &Schema, wanted: &Schema, what: &str) -> Outcome<()> {
    let schemas = Pair::new(found, wanted);
    let difference = diff(schemas, &Hints::default(), &Answers::default());
    // What only a server can tell apart is no contradiction here; `--verify` asks one.
    if difference.changes.is_empty() || !difference.undecided.is_empty() {
        return Ok(());
    }
    let left: Vec<String> = difference
        .changes
        .iter()
        .map(|change| icms_diff::describe(change, schemas))
        .map(|d| format!("{} {}", d.action.word(), d.object))
        .collect();
    let message = format!("{what} could not be proven; it would leave: {}", left.join(", "));
    Err(Diagnostic::error(Code(5112), message)
        .help("nothing was written; this is a defect of icms: please report it with the schema before and after")
        .into())
}
