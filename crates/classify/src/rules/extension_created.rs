//! A new extension.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Guard, ObjectAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Reversible};

crate::rules::rule! { "extension_created", ["ICMS825", "ICMS828"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::Extension {
        return None;
    }
    let Action::Object(action) = &case.effect.action else { return None };
    let verdict = match action {
        ObjectAction::Create { guard: Guard::Skipped } => return None,
        ObjectAction::Create { guard: Guard::None | Guard::Passed } => {
            Verdict::new("ICMS825", Class::Safe, "the server must have it, and the role must be allowed to create it")
        }
        ObjectAction::Alter | ObjectAction::Rename { .. } => {
            Verdict::new("ICMS828", Class::Risky, "its functions may behave in another way")
                .reversible(Reversible::Irreversible)
        }
        ObjectAction::Replace
        | ObjectAction::Drop { .. }
        | ObjectAction::Restart
        | ObjectAction::OwnedBy
        | ObjectAction::Refresh(_)
        | ObjectAction::Comment => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}
