//! Storage and statistics of a column.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "column_attribute_changed", ["ICMS237", "ICMS238", "ICMS239", "ICMS240"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(action) = &case.effect.action else { return None };
    let (code, level, message) = match action {
        ColumnAction::Statistics => ("ICMS237", LockLevel::ShareUpdateExclusive, "another statistics target"),
        ColumnAction::Storage => ("ICMS238", LockLevel::AccessExclusive, "new values are stored in another way"),
        ColumnAction::Compression => ("ICMS239", LockLevel::AccessExclusive, "new values are compressed in another way"),
        ColumnAction::Options => ("ICMS240", LockLevel::ShareUpdateExclusive, "settings of the planner change"),
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
        | ColumnAction::DropExpression
        | ColumnAction::SetExpression => return None,
    };
    let verdict = Verdict::new(code, Class::Safe, message).states("", case.statement.normalized());
    Some(verdict.locks(level, &case.table_name()?))
}
