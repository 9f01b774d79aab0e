//! The expression of a generated column.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;
use crate::Reversible;

crate::rules::rule! { "generation_changed", ["ICMS235", "ICMS236"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let table = case.table_name()?;
    let verdict = match &case.effect.action {
        Action::Column(ColumnAction::DropExpression) => {
            Verdict::new("ICMS235", Class::Risky, "the column keeps its values and is no longer computed").reversible(Reversible::Irreversible)
        }
        Action::Column(ColumnAction::SetExpression) => {
            Verdict::new("ICMS236", Class::Risky, "every value is computed anew: the table is written anew while everybody waits").rewrites(&table)
        }
        _ => return None,
    };
    Some(verdict.locks(LockLevel::AccessExclusive, &table).states("", case.statement.normalized()))
}
