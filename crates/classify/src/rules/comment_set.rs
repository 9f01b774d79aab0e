//! A comment.

use icms_model::effect::{Action, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "comment_set", ["ICMS836", "ICMS837"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Comment) = case.effect.action else { return None };
    let code = if case.kind() == icms_model::ObjectKind::Column { "ICMS837" } else { "ICMS836" };
    Some(Verdict::new(code, Class::Safe, "a comment changes").states("", case.statement.normalized()))
}
