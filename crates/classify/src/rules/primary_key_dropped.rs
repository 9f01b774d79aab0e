//! A primary key that goes.

use icms_model::effect::{Action, Behavior, ConstraintAction};
use icms_model::{LockLevel, ObjectKind, QualifiedName};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "primary_key_dropped", ["ICMS304", "ICMS305", "ICMS307"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Drop(behavior)) = case.effect.action else {
        let says = crate::unmanaged::says(case, &["drop", "index"]);
        return if says { None } else { crate::held::held(case, ObjectKind::PrimaryKey, "ICMS304") };
    };
    if case.kind() != ObjectKind::PrimaryKey {
        return None;
    }
    let columns = case.table_before().and_then(|t| t.primary_key.as_ref()).map_or_else(String::new, |k| {
        k.columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    });
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS305", Class::Safe, "the key of a table without rows").states(columns, ""));
    };
    let (code, message) = match behavior {
        Behavior::Restrict => ("ICMS305", "rows are no longer told apart: ON CONFLICT and replication by key fail"),
        Behavior::Cascade => ("ICMS307", "the key goes, and CASCADE silently takes foreign keys of other tables along"),
    };
    let verdict = Verdict::new(code, Class::Breaking, message).locks(LockLevel::AccessExclusive, &table);
    Some(verdict.old_client(OldClient::Fails).harm(Harm::RejectsWrites).states(columns, ""))
}

/// Whether the script drops the primary key of a table.
pub(crate) fn drops_key_of(case: &Case<'_>, table: &QualifiedName) -> bool {
    case.whole.effects_in(table).any(|(_, effect)| {
        matches!(effect.action, Action::Constraint(ConstraintAction::Drop(_)))
            && effect.object.kind == ObjectKind::PrimaryKey
    })
}
