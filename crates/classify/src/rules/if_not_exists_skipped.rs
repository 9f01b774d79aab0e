//! `IF NOT EXISTS` that did nothing: what is there may be something else.

use icms_model::effect::{Action, ColumnAction, Guard, IndexAction, ObjectAction, TableAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm};

crate::rules::rule! { "if_not_exists_skipped", ["ICMS242", "ICMS417"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if created(&case.effect.action) != Some(Guard::Skipped) {
        return None;
    }
    let code = if case.kind() == ObjectKind::Index { "ICMS417" } else { "ICMS242" };
    // An extension or a namespace that is there is the one that is meant.
    if matches!(case.kind(), ObjectKind::Extension | ObjectKind::Namespace) {
        return Some(Verdict::new(code, Class::Safe, "it exists already").states("", "exists"));
    }
    let message = "IF NOT EXISTS silently keeps what is there, whatever it looks like";
    let verdict = Verdict::new(code, Class::Breaking, message).remedy("leave IF NOT EXISTS out, so that a difference shows");
    let verdict = verdict.harm(Harm::Unanalysable).states("exists", case.statement.normalized());
    // It is taken before the server looks whether there is anything to do.
    Some(match (case.kind(), case.old_table()) {
        (ObjectKind::Column, Some(table)) => verdict.locks(LockLevel::AccessExclusive, &table),
        (ObjectKind::Index, Some(table)) => verdict.locks(LockLevel::Share, &table),
        (_, Some(_) | None) => verdict,
    })
}

/// How far an effect that makes something was guarded.
const fn created(action: &Action) -> Option<Guard> {
    match action {
        Action::Table(TableAction::Create { guard })
        | Action::Column(ColumnAction::Add { guard })
        | Action::Index(IndexAction::Create { guard, .. })
        | Action::Object(ObjectAction::Create { guard }) => Some(*guard),
        Action::Table(_)
        | Action::Column(_)
        | Action::Index(_)
        | Action::Object(_)
        | Action::Constraint(_)
        | Action::Enum(_)
        | Action::Unmanaged { .. }
        | Action::Data(_)
        | Action::Session
        | Action::Opaque(_) => None,
    }
}
