//! A namespace that goes.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Behavior, ObjectAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "namespace_dropped", ["ICMS822", "ICMS823"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Drop { behavior, .. }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::Namespace, "ICMS823");
    };
    if case.kind() != ObjectKind::Namespace || case.skipped() {
        return None;
    }
    let verdict = match behavior {
        Behavior::Restrict => Verdict::new("ICMS822", Class::Risky, "the namespace goes; the server refuses unless it is empty"),
        Behavior::Cascade => Verdict::new("ICMS823", Class::Breaking, "CASCADE silently drops everything in the namespace")
            .loses("everything in the namespace")
            .old_client(OldClient::Fails)
            .reversible(Reversible::Irreversible),
    };
    Some(verdict.states("exists", ""))
}
