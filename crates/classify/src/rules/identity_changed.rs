//! The identity of an existing column.

use icms_model::effect::{Action, ColumnAction};
use icms_model::{IdentityKind, LockLevel};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "identity_changed", ["ICMS232", "ICMS233", "ICMS234", "ICMS241"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(action) = &case.effect.action else { return None };
    let kind = case.column_after().and_then(|c| c.identity.as_ref()).map(|i| i.kind);
    let (verdict, level) = match action {
        ColumnAction::AddIdentity => (
            Verdict::new("ICMS232", Class::Risky, "the new sequence starts at its beginning: keys that exist are refused with 23505")
                .remedy("RESTART it after the largest value in the same transaction")
                .old_client(if kind == Some(IdentityKind::Always) { OldClient::Fails } else { OldClient::Works }),
            LockLevel::AccessExclusive,
        ),
        ColumnAction::SetIdentityKind => (
            if kind == Some(IdentityKind::Always) {
                Verdict::new("ICMS233", Class::Risky, "INSERTs that give the value fail")
                    .old_client(OldClient::Fails)
                    .harm(Harm::RejectsWrites)
            } else {
                Verdict::new("ICMS233", Class::Risky, "INSERTs may give the value")
            },
            LockLevel::AccessExclusive,
        ),
        ColumnAction::DropIdentity => (
            Verdict::new("ICMS234", Class::Breaking, "INSERTs without the value fail, and the sequence is gone")
                .remedy("set a default first")
                .loses("where the sequence stood")
                .old_client(OldClient::Fails)
                .harm(Harm::RejectsWrites),
            LockLevel::AccessExclusive,
        ),
        ColumnAction::IdentityOptions => (
            Verdict::new("ICMS241", Class::Risky, "the sequence counts in another way; nobody gets a value until the commit"),
            LockLevel::AccessExclusive,
        ),
        ColumnAction::Add { .. }
        | ColumnAction::Drop { .. }
        | ColumnAction::Rename { .. }
        | ColumnAction::Type { .. }
        | ColumnAction::Collation
        | ColumnAction::SetNotNull
        | ColumnAction::DropNotNull
        | ColumnAction::SetDefault { .. }
        | ColumnAction::DropDefault
        | ColumnAction::DropExpression
        | ColumnAction::SetExpression
        | ColumnAction::Statistics
        | ColumnAction::Storage
        | ColumnAction::Compression
        | ColumnAction::Options => return None,
    };
    Some(verdict.locks(level, &case.table_name()?).states("", case.statement.normalized()))
}
