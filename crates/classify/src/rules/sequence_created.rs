//! A new sequence.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Guard, ObjectAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "sequence_created", ["ICMS829"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    (case.kind() == ObjectKind::Sequence && guard != Guard::Skipped)
        .then(|| Verdict::new("ICMS829", Class::Safe, "a new sequence: nobody uses it yet").states("", "exists"))
}
