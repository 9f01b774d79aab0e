//! Proof in process: the script leads where it should, and the way back leads home (invariant 7).

use icms_diagnostic::{Diagnostic, FileId, Severity};
use icms_diff::{Answers, describe, diff};
use icms_model::{Hints, Pair, Schema};
use icms_replay::{Replayed, replay};
use icms_sql::Script;

use crate::Plan;
use crate::codes;

/// What a proof has shown.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What the catalogue is after the way forth.
    pub after: Schema,
    /// What it is after the way back.
    pub back: Schema,
}

/// Replays both scripts of a plan: the first must lead from before to after, the second back to before. What the
/// schemas do not speak about is not compared; rows are not either (see [`Plan::lost_by_down`]).
pub fn prove(plan: &Plan, schemas: Pair<&Schema>, answers: &Answers) -> Result<Proof, Vec<Diagnostic>> {
    let there = run(schemas.before.clone(), &plan.up_sql(), "up")?;
    same(Pair::new(&there, schemas.after), answers, "up")?;
    let back = run(there.clone(), &plan.down_sql(), "down")?;
    same(Pair::new(&back, schemas.before), answers, "down")?;
    Ok(Proof { after: there, back })
}

fn run(from: Schema, sql: &str, direction: &str) -> Result<Schema, Vec<Diagnostic>> {
    let script = Script::parse(FileId(0), sql);
    let Replayed { schema, statements, diagnostics } = replay(from, &script);
    let mut wrong: Vec<Diagnostic> =
        diagnostics.into_iter().filter(|d| d.severity == Severity::Error).collect();
    if statements.iter().any(icms_replay::StatementEffects::is_opaque) {
        let message = format!("a statement of the {direction} script cannot be followed in process");
        wrong.push(Diagnostic::error(codes::NOT_FOLLOWED, message));
    }
    if wrong.is_empty() { Ok(schema) } else { Err(wrong) }
}

fn same(pair: Pair<&Schema>, answers: &Answers, direction: &str) -> Result<(), Vec<Diagnostic>> {
    let left = diff(pair, &Hints::default(), answers);
    let one = |change| {
        let message = format!("the {direction} script does not {}", describe(change, pair));
        Diagnostic::error(codes::MISSES, message)
            .help("this is a fault of icms, not of the schema: please report it")
    };
    let wrong: Vec<Diagnostic> = left.changes.iter().map(one).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
