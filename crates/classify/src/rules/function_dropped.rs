//! A function that goes.

use icms_model::ObjectKind;
use icms_model::effect::{Action, Behavior, ObjectAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "function_dropped", ["ICMS616", "ICMS616b", "ICMS627"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Drop { behavior, .. }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::Function, "ICMS616b");
    };
    if case.kind() != ObjectKind::Function || case.skipped() {
        return None;
    }
    let verdict = match behavior {
        Behavior::Restrict => Verdict::new("ICMS616", Class::Risky, "calls of the running release fail with 42883"),
        Behavior::Cascade => Verdict::new("ICMS627", Class::Breaking, "CASCADE silently drops triggers, defaults and views that call it")
            .reversible(Reversible::Irreversible),
    };
    Some(verdict.old_client(OldClient::Fails).states("exists", ""))
}
