//! A comment.

use icms_model::LockLevel;
use icms_model::effect::{Action, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::unmanaged::touched;
use crate::verdict::Verdict;

crate::rules::rule! { "comment_set", ["ICMS836", "ICMS837"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let other = touched(case, &["comment"]).is_some();
    if !other && !matches!(case.effect.action, Action::Object(ObjectAction::Comment)) {
        return None;
    }
    let code = if case.kind() == icms_model::ObjectKind::Column { "ICMS837" } else { "ICMS836" };
    let verdict = Verdict::new(code, Class::Safe, "a comment changes").states("", case.statement.normalized());
    Some(match case.old_table().filter(|table| case.was_there(table)) {
        Some(table) => verdict.locks(LockLevel::ShareUpdateExclusive, &table),
        None => verdict,
    })
}
