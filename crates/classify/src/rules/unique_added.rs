//! A unique constraint on an existing table.

use icms_model::effect::{Action, ConstraintAction, ConstraintBuild};
use icms_model::{LockLevel, NullsDistinct, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! { "unique_added", ["ICMS214", "ICMS308", "ICMS309", "ICMS312"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Add(build)) = &case.effect.action else { return None };
    if case.kind() != ObjectKind::Unique {
        return None;
    }
    let unique = case.table_after()?.uniques.iter().find(|u| Some(&u.name) == case.member())?;
    let columns: Vec<String> = unique.columns.iter().map(ToString::to_string).collect();
    let state = columns.join(", ");
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS308", Class::Safe, "unique in a table without rows").states("", state));
    };
    let fresh = unique.columns.iter().any(|c| case.is_new_and_null(&table, c));
    let verdict = match build {
        ConstraintBuild::UsingIndex(_) => Verdict::new("ICMS309", Class::Risky, "a unique index that is there becomes a constraint"),
        ConstraintBuild::WithColumn => slow(case, "ICMS214", "a new unique column: its index is built while everybody waits"),
        ConstraintBuild::Immediate | ConstraintBuild::NotValid if unique.nulls == NullsDistinct::NotDistinct => {
            slow(case, "ICMS312", "duplicates make it fail, two NULLs too; its index is built while everybody waits").fails_with("23505")
        }
        ConstraintBuild::Immediate | ConstraintBuild::NotValid => {
            let verdict = slow(case, "ICMS308", "duplicates make it fail; its index is built while everybody waits");
            if fresh { verdict } else { verdict.fails_with("23505") }
        }
    };
    // The running release does not write a column that is new.
    let old_client = if fresh { OldClient::Works } else { OldClient::FailsOnNewData };
    Some(
        verdict
            .remedy("CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX")
            .locks(LockLevel::AccessExclusive, &table)
            .old_client(old_client)
            .harm(Harm::RejectsWrites)
            .states("", state),
    )
}

fn slow(case: &Case<'_>, code: &'static str, message: &str) -> Verdict {
    let verdict = Verdict::new(code, Class::Risky, message).impact(Impact::BlocksAll);
    match case.old_table() {
        Some(table) => verdict.scans(&table),
        None => verdict,
    }
}
