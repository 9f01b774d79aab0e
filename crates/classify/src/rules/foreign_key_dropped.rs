//! A foreign key that goes.

use icms_model::effect::{Action, ConstraintAction};
use icms_model::{ForeignKey, LockLevel, ObjectKind};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "foreign_key_dropped", ["ICMS316"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Drop(_)) = case.effect.action else { return None };
    if case.kind() != ObjectKind::ForeignKey {
        return None;
    }
    let state = case.member().map_or_else(String::new, ToString::to_string);
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS316", Class::Safe, "the foreign key of a table without rows").states(state, ""));
    };
    let key = case.table_before()?.foreign_keys.iter().find(|k| Some(&k.name) == case.member())?;
    let message = "rows without a counterpart are accepted from now on; both tables are locked for a moment";
    let verdict = Verdict::new("ICMS316", Class::Breaking, message)
        .remedy("drop one foreign key per transaction, with a lock_timeout")
        .locks(LockLevel::AccessExclusive, &table)
        .states(state, "");
    let parent_is_old = !case.whole.born.contains(&key.references);
    Some(if parent_is_old { verdict.locks(LockLevel::AccessExclusive, &key.references) } else { verdict })
}

/// The foreign key over the same columns that the script drops, if there is one.
pub(crate) fn replaced_by<'c>(case: &Case<'c>, new: &ForeignKey) -> Option<&'c ForeignKey> {
    let table = case.table_name()?;
    let steps = &case.whole.steps;
    case.whole.effects_in(&table).find_map(|(at, effect)| {
        let dropped = matches!(effect.action, Action::Constraint(ConstraintAction::Drop(_)))
            && effect.object.kind == ObjectKind::ForeignKey;
        if !dropped {
            return None;
        }
        let before = steps.get(at)?.before.tables.named(&table)?;
        before.foreign_keys.iter().find(|k| Some(&k.name) == effect.object.path.get(2) && k.columns == new.columns)
    })
}
