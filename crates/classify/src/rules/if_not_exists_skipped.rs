//! `IF NOT EXISTS` that did nothing: what is there may be something else.

use icms_model::effect::{Action, ColumnAction, Guard, IndexAction, ObjectAction, TableAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm};

crate::rules::rule! { "if_not_exists_skipped", ["ICMS242", "ICMS417"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let (guard, code) = match &case.effect.action {
        Action::Table(TableAction::Create { guard }) | Action::Column(ColumnAction::Add { guard }) => (*guard, "ICMS242"),
        Action::Index(IndexAction::Create { guard, .. }) => (*guard, "ICMS417"),
        Action::Object(ObjectAction::Create { guard }) => {
            // An extension or a namespace that is there is the one that is meant.
            let named_only =
                matches!(case.kind(), icms_model::ObjectKind::Extension | icms_model::ObjectKind::Namespace);
            if named_only && *guard == Guard::Skipped {
                return Some(Verdict::new("ICMS242", Class::Safe, "it exists already").states("", "exists"));
            }
            (*guard, "ICMS242")
        }
        _ => return None,
    };
    if guard != Guard::Skipped {
        return None;
    }
    let message = "IF NOT EXISTS silently keeps what is there, whatever it looks like";
    let verdict = Verdict::new(code, Class::Breaking, message).remedy("leave IF NOT EXISTS out, so that a difference shows");
    Some(verdict.harm(Harm::Unanalysable).states("exists", case.statement.normalized()))
}
