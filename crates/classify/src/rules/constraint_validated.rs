//! Existing rows are looked at for a constraint that was NOT VALID.

use icms_model::effect::{Action, ConstraintAction};
use icms_model::{LockLevel, ObjectKind};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "constraint_validated", ["ICMS315", "ICMS322"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Validate) = case.effect.action else { return None };
    let table = case.table_name()?;
    let (code, state) = if case.kind() == ObjectKind::ForeignKey { ("ICMS315", "23503") } else { ("ICMS322", "23514") };
    let verdict = Verdict::new(code, Class::Safe, "every row is looked at; reads and writes go on")
        .fails_with(state)
        .scans(&table)
        .states("not valid", "validated");
    Some(verdict.locks(LockLevel::ShareUpdateExclusive, &table))
}
