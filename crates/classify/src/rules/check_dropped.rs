//! A check that goes.

use icms_model::effect::{Action, ConstraintAction};
use icms_model::{LockLevel, ObjectKind};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "check_dropped", ["ICMS323"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Drop(_)) = case.effect.action else { return None };
    if case.kind() != ObjectKind::Check {
        return None;
    }
    let verdict = Verdict::new("ICMS323", Class::Safe, "rows that violated it are accepted from now on");
    let verdict = verdict.states(case.member()?.as_str(), "");
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
