//! A new view or materialized view.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Guard, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "view_created", ["ICMS601", "ICMS604"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    if case.kind() != ObjectKind::View || guard == Guard::Skipped {
        return None;
    }
    if crate::rules::view_dropped::is_recreated(case) {
        let message = "the view is made anew: grants on it are gone";
        let verdict = Verdict::new("ICMS604", Class::Risky, message).remedy("grant again in the same transaction");
        return Some(verdict.states("", case.statement.normalized()));
    }
    Some(Verdict::new("ICMS601", Class::Safe, "a new view: nobody uses it yet").states("", case.statement.normalized()))
}
