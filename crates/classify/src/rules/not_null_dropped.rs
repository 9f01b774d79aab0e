//! A column that allows NULL from now on.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "not_null_dropped", ["ICMS227"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::DropNotNull) = case.effect.action else { return None };
    let verdict = Verdict::new("ICMS227", Class::Safe, "NULL is allowed; readers of the running release may meet one")
        .old_client(OldClient::FailsOnNewData)
        .reversible(Reversible::Lossy)
        .states("not null", "null");
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
