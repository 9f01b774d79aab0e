//! A constraint under another name.

use icms_model::LockLevel;
use icms_model::effect::{Action, ConstraintAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "constraint_renamed", ["ICMS326"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Rename(to)) = &case.effect.action else { return None };
    let verdict = Verdict::new("ICMS326", Class::Safe, "only ON CONFLICT ON CONSTRAINT and error messages name it")
        .states(case.member()?.as_str(), to.as_str());
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
