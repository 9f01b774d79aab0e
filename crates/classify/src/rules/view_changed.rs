//! A view that is replaced, altered or refreshed.

use icms_model::effect::{Action, IndexBuild, ObjectAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact};

crate::rules::rule! { "view_changed", ["ICMS602", "ICMS609", "ICMS610", "ICMS625"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::View {
        return None;
    }
    let name = crate::rules::sequence_dropped::sequence(case)?;
    let exclusive = |v: Verdict| v.locks(LockLevel::AccessExclusive, &name);
    let verdict = match &case.effect.action {
        Action::Object(ObjectAction::Replace) => {
            exclusive(Verdict::new("ICMS602", Class::Safe, "the view shows what its new query says; its columns stay"))
        }
        Action::Object(ObjectAction::Alter) => exclusive(
            Verdict::new("ICMS625", Class::Breaking, "options of a view decide whose rights count").harm(Harm::ChangesAccess),
        ),
        Action::Object(ObjectAction::Refresh(IndexBuild::Blocking)) => {
            exclusive(Verdict::new("ICMS609", Class::Risky, "readers wait for as long as the query takes").impact(Impact::BlocksAll))
        }
        Action::Object(ObjectAction::Refresh(IndexBuild::Concurrent)) => {
            Verdict::new("ICMS610", Class::Safe, "readers go on").locks(LockLevel::Exclusive, &name)
        }
        _ => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}
