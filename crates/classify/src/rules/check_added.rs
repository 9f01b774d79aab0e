//! A check on an existing table.

use icms_model::effect::{Action, ColumnAction, ConstraintAction, ConstraintBuild};
use icms_model::{Check, LockLevel, ObjectKind};

use crate::case::Case;
use crate::rules::column_type_refused::mentions;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! { "check_added", ["ICMS213", "ICMS213b", "ICMS320", "ICMS321", "ICMS327"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Add(build)) = &case.effect.action else { return None };
    if case.kind() != ObjectKind::Check {
        return None;
    }
    let check = case.table_after()?.checks.iter().find(|c| Some(&c.name) == case.member())?;
    let state = check.expression.text().to_owned();
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS320", Class::Safe, "a check of a table without rows").states("", state));
    };
    // A check of the same name that the script drops is replaced.
    let replaced = case.same_object().any(|e| matches!(e.action, Action::Constraint(ConstraintAction::Drop(_))));
    let (code, message) = match build {
        ConstraintBuild::NotValid => ("ICMS321", "rows that violate it are refused from now on; existing ones are not looked at"),
        ConstraintBuild::WithColumn if of_null(case, check) => {
            ("ICMS213b", "every row is looked at while everybody waits, though all are NULL")
        }
        ConstraintBuild::WithColumn => ("ICMS213", "every row is looked at while everybody waits, though all have the same value"),
        ConstraintBuild::Immediate | ConstraintBuild::UsingIndex(_) if replaced => {
            ("ICMS327", "another check: rows that violate it make it fail, and are refused from now on")
        }
        ConstraintBuild::Immediate | ConstraintBuild::UsingIndex(_) => {
            ("ICMS320", "rows that violate it make it fail, and are refused from now on")
        }
    };
    let verdict = Verdict::new(code, Class::Risky, message)
        .remedy("ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own")
        .locks(LockLevel::AccessExclusive, &table)
        .old_client(OldClient::FailsOnNewData)
        .harm(Harm::RejectsWrites)
        .states("", state);
    Some(match build {
        ConstraintBuild::NotValid => verdict,
        ConstraintBuild::WithColumn => verdict.scans(&table).impact(Impact::BlocksAll),
        ConstraintBuild::Immediate | ConstraintBuild::UsingIndex(_) => {
            verdict.scans(&table).impact(Impact::BlocksAll).fails_with("23514")
        }
    })
}

/// Whether the check is of a column that the same statement adds without a default.
fn of_null(case: &Case<'_>, check: &Check) -> bool {
    let added = case.step.effects.effects.iter().filter(|e| matches!(e.action, Action::Column(ColumnAction::Add { .. })));
    let names = added.filter_map(|e| e.object.path.get(2));
    let mut mentioned = names.filter(|name| mentions(check.expression.text(), name));
    let table = case.table_after();
    mentioned.any(|name| table.and_then(|t| t.column(name.as_str())).is_some_and(|c| c.default.is_none()))
}
