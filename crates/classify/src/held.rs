//! A `DROP` that a server refuses with 2BP01, because something else needs the object.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Opaque};

use crate::case::Case;
use crate::verdict::Verdict;

/// The verdict under a code when the effect is a refused drop of an object of this kind.
pub fn held(case: &Case<'_>, kind: ObjectKind, code: &'static str) -> Option<Verdict> {
    let Action::Opaque(Opaque::Held(why)) = &case.effect.action else { return None };
    (case.kind() == kind).then(|| {
        Verdict::refused(code, "2BP01", format!("this always fails: {why}"))
            .remedy("drop what needs it in a statement of its own before it, never with CASCADE")
            .states("exists", "")
    })
}
