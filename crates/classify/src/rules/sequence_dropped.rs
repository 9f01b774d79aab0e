//! A sequence that goes.

use icms_model::effect::{Action, Behavior, ObjectAction};
use icms_model::{LockLevel, ObjectKind, QualifiedName};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "sequence_dropped", ["ICMS830", "ICMS831"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Drop { behavior, .. }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::Sequence, "ICMS831");
    };
    if case.kind() != ObjectKind::Sequence || case.skipped() {
        return None;
    }
    let name = sequence(case)?;
    let code = match behavior {
        Behavior::Restrict => "ICMS830",
        Behavior::Cascade => "ICMS831",
    };
    let verdict = Verdict::new(code, Class::Breaking, "the sequence goes, and where it stood: nextval fails")
        .loses("where the sequence stood")
        .old_client(OldClient::Fails)
        .states("exists", "");
    Some(verdict.locks(LockLevel::AccessExclusive, &name))
}

/// The name of the sequence that an effect is on.
pub(crate) fn sequence(case: &Case<'_>) -> Option<QualifiedName> {
    match case.effect.object.path.as_slice() {
        [namespace, name] => Some(QualifiedName { namespace: namespace.clone(), name: name.clone() }),
        _ => None,
    }
}
