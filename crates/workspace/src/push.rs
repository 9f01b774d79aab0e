//! For prototyping: the database becomes what the schema files say, without a migration.

use icms_classify::Finding;
use icms_diagnostic::Diagnostic;
use icms_execute::{MigrationLock, Observer, Programs};
use icms_journal::Acknowledgements;
use icms_model::Facts;

use crate::compare::{self, Comparison};
use crate::judging::{self, Bench, Text};
use crate::loss::{self, DataLoss};
use crate::migrate::proof::Piece;
use crate::migrate::protection;
use crate::{Failure, Location, Outcome, Project, Source, check, codes, deploy, generate, script};

/// Makes the configured database what the schema says. Returns what differed; empty when nothing did.
///
/// # Errors
/// A protected database, or values that would go without `loss` being accepted (exit 4); a plan that cannot be proven;
/// the statement that failed, in which case the transaction it stands in left nothing behind.
pub fn run(loss: DataLoss, project: &Project, observer: &Observer<'_>) -> Outcome<Comparison> {
    let url = project.require_database()?;
    let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
    protection::forbid("push", lock.session(), project)?;
    let schema = Source::Schema(Location::Disk(project.schema_path()));
    let database = Source::Database(Box::new(url.clone()));
    let comparison = compare::of(&database, &schema, project, compare::Options::default())?;
    if comparison.diagnostics.has_errors() {
        return Err(Box::new(Failure::of(comparison.diagnostics, comparison.sources)));
    }
    if comparison.is_empty() {
        return Ok(comparison);
    }
    generate::prove(&comparison, generate::ProofOn::Model, project)?;
    let sql = comparison.up_sql();
    let facts = check::measure(&url.reveal(), &comparison.schemas.before, &sql)?;
    // What the database holds decides: a column without values loses none.
    loss::demand("pushing this schema", &judge(&comparison, &sql, &facts, project), loss)?;
    apply(&sql, &mut lock)?;
    Ok(comparison)
}

fn judge(comparison: &Comparison, sql: &str, facts: &Facts, project: &Project) -> Vec<Finding> {
    let bench = Bench { policy: &project.policy, facts, target: comparison.target };
    let text = Text { file: "push", migration: None, sql };
    let judged = judging::script(&comparison.schemas.before, text, &Acknowledgements::default(), bench);
    judged.items.into_iter().map(|item| item.finding).collect()
}

fn apply(sql: &str, lock: &mut MigrationLock) -> Outcome<()> {
    let piece = Piece { name: "the script of this push".to_owned(), text: sql };
    let done = script::run(&piece, lock.session(), &Programs::default(), |error| {
        Diagnostic::from(error).within(codes::PUSH_FAILED, "")
    });
    if done.is_err() {
        // What was said of the statement matters more than whether the server heard this.
        let _ = lock.session().batch_execute("ROLLBACK");
    }
    done
}
