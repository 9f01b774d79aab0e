//! A new extension.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Guard, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "extension_created", ["ICMS825", "ICMS828"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::Extension {
        return None;
    }
    let verdict = match &case.effect.action {
        Action::Object(ObjectAction::Create { guard }) if *guard != Guard::Skipped => {
            Verdict::new("ICMS825", Class::Safe, "the server must have it, and the role must be allowed to create it")
        }
        Action::Object(ObjectAction::Alter | ObjectAction::Rename { .. }) => {
            Verdict::new("ICMS828", Class::Risky, "its functions may behave in another way")
        }
        _ => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}
