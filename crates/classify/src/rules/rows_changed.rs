//! Rows are written: INSERT, UPDATE, MERGE.

use icms_model::LockLevel;
use icms_model::effect::{Action, DataAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Impact, Reversible};

crate::rules::rule! { "rows_changed", ["ICMS841", "ICMS842"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Data(action) = case.effect.action else { return None };
    let state = case.statement.normalized();
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS841", Class::Safe, "rows of a table that this script made").states("", state));
    };
    let verdict = match action {
        DataAction::Insert => Verdict::new("ICMS841", Class::Safe, "rows are added").reversible(Reversible::Lossy),
        DataAction::Update | DataAction::Merge => {
            Verdict::new("ICMS842", Class::Risky, "values are overwritten; the rows are locked until the commit")
                .remedy("write in batches, outside the transaction of the schema change")
                .impact(Impact::BlocksWrites)
                .reversible(Reversible::Irreversible)
                .scans(&table)
        }
        DataAction::Delete => return None,
    };
    Some(verdict.locks(LockLevel::RowExclusive, &table).states("", state))
}
