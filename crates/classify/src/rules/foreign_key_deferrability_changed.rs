//! When a foreign key is checked.

use icms_model::LockLevel;
use icms_model::effect::{Action, ConstraintAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "foreign_key_deferrability_changed", ["ICMS319"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Deferrability) = case.effect.action else { return None };
    let verdict = Verdict::new("ICMS319", Class::Breaking, "violations are reported at another moment: at COMMIT, or at once")
        .old_client(OldClient::FailsOnNewData)
        .states("", case.statement.normalized());
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
