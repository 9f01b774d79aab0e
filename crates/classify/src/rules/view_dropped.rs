//! A view that goes.

use icms_model::effect::{Action, Behavior, ObjectAction};
use icms_model::{LockLevel, ObjectKind, ViewKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "view_dropped", ["ICMS605", "ICMS606", "ICMS611"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Drop { behavior, .. }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::View, "ICMS606");
    };
    if case.kind() != ObjectKind::View || case.skipped() {
        return None;
    }
    let name = crate::rules::sequence_dropped::sequence(case)?;
    let kind = case.before().views.named(&name).map(|v| v.kind);
    let verdict = match (behavior, kind) {
        (Behavior::Cascade, _) => Verdict::new("ICMS606", Class::Breaking, "the view goes, and CASCADE silently takes what reads it along")
            .old_client(OldClient::Fails),
        // Made anew by the same script: what that costs is said there.
        (Behavior::Restrict, kind) if is_recreated(case) => {
            let code = if kind == Some(ViewKind::Materialized) { "ICMS611" } else { "ICMS605" };
            Verdict::new(code, Class::Safe, "the view is made anew below")
        }
        (Behavior::Restrict, Some(ViewKind::Materialized)) => {
            Verdict::new("ICMS611", Class::Risky, "statements of the running release that read it fail").old_client(OldClient::Fails)
        }
        (Behavior::Restrict, _) => {
            Verdict::new("ICMS605", Class::Risky, "statements of the running release that read it fail").old_client(OldClient::Fails)
        }
    };
    Some(verdict.harm(Harm::BreaksReaders).locks(LockLevel::AccessExclusive, &name).states("exists", ""))
}

/// Whether the script both drops and creates the view.
pub(crate) fn is_recreated(case: &Case<'_>) -> bool {
    let of = |wanted: fn(&ObjectAction) -> bool| {
        case.same_object().any(|e| matches!(&e.action, Action::Object(action) if wanted(action)))
    };
    of(|a| matches!(a, ObjectAction::Drop { .. })) && of(|a| matches!(a, ObjectAction::Create { .. }))
}
