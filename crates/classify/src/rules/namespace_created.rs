//! A new namespace.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Guard, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "namespace_created", ["ICMS821"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    (case.kind() == ObjectKind::Namespace && guard != Guard::Skipped)
        .then(|| Verdict::new("ICMS821", Class::Safe, "a new namespace: nobody uses it yet").states("", "exists"))
}
