//! A unique constraint that goes.

use icms_model::effect::{Action, ConstraintAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "unique_dropped", ["ICMS310", "ICMS311"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Drop(_)) = case.effect.action else {
        let says = crate::unmanaged::says(case, &["drop", "index"]);
        return if says { None } else { crate::held::held(case, ObjectKind::Unique, "ICMS311") };
    };
    if case.kind() != ObjectKind::Unique {
        return None;
    }
    let state = case.member().map_or_else(String::new, ToString::to_string);
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS310", Class::Safe, "unique in a table without rows").states(state, ""));
    };
    let message = "duplicates are accepted from now on, and ON CONFLICT on these columns fails with 42P10";
    let verdict = Verdict::new("ICMS310", Class::Risky, message).locks(LockLevel::AccessExclusive, &table);
    Some(verdict.old_client(OldClient::Fails).states(state, ""))
}
