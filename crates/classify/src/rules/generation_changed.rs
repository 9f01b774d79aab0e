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
    let Action::Column(action) = &case.effect.action else { return None };
    let verdict = match action {
        ColumnAction::DropExpression => {
            Verdict::new("ICMS235", Class::Risky, "the column keeps its values and is no longer computed").reversible(Reversible::Irreversible)
        }
        ColumnAction::SetExpression => {
            Verdict::new("ICMS236", Class::Risky, "every value is computed anew: the table is written anew while everybody waits").rewrites(&table).scans(&table)
        }
        ColumnAction::Add { .. }
        | ColumnAction::Drop { .. }
        | ColumnAction::Rename { .. }
        | ColumnAction::Type { .. }
        | ColumnAction::Collation
        | ColumnAction::SetNotNull
        | ColumnAction::DropNotNull
        | ColumnAction::SetDefault { .. }
        | ColumnAction::DropDefault
        | ColumnAction::AddIdentity
        | ColumnAction::SetIdentityKind
        | ColumnAction::IdentityOptions
        | ColumnAction::DropIdentity
        | ColumnAction::Statistics
        | ColumnAction::Storage
        | ColumnAction::Compression
        | ColumnAction::Options => return None,
    };
    Some(verdict.locks(LockLevel::AccessExclusive, &table).states("", case.statement.normalized()))
}
