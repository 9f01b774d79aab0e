//! Rows are deleted.

use icms_model::LockLevel;
use icms_model::effect::{Action, DataAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Impact, Reversible};

crate::rules::rule! { "rows_deleted", ["ICMS843"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Data(DataAction::Delete) = case.effect.action else { return None };
    let state = case.statement.normalized();
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS843", Class::Safe, "rows of a table that this script made").states(state, ""));
    };
    Some(
        Verdict::new("ICMS843", Class::Breaking, "rows go")
            .remedy("keep a copy in another table first")
            .loses("the deleted rows")
            .locks(LockLevel::RowExclusive, &table)
            .scans(&table)
            .impact(Impact::BlocksWrites)
            .reversible(Reversible::Irreversible)
            .states(state, ""),
    )
}
