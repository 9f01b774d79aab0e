//! An extension that goes.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Behavior, ObjectAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "extension_dropped", ["ICMS826", "ICMS827"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Drop { behavior, .. }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::Extension, "ICMS826");
    };
    if case.kind() != ObjectKind::Extension || case.skipped() {
        return None;
    }
    let verdict = match behavior {
        Behavior::Restrict => Verdict::new("ICMS826", Class::Breaking, "its functions and types go; refused while anything uses them"),
        Behavior::Cascade => Verdict::new("ICMS827", Class::Breaking, "CASCADE silently drops every column of its types")
            .loses("every column of its types")
            .reversible(Reversible::Irreversible),
    };
    Some(verdict.old_client(OldClient::Fails).states("exists", ""))
}
