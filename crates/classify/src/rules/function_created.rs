//! A new function or procedure.

use icms_model::effect::{Action, Guard, ObjectAction};
use icms_model::{FunctionKind, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "function_created", ["ICMS613", "ICMS626", "ICMS628"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    if case.kind() != ObjectKind::Function || guard == Guard::Skipped {
        return None;
    }
    let new = case.after().functions.iter().find(|(_, f)| case.before().functions.find(&f.signature).is_none());
    let overload = new.is_some_and(|(_, f)| {
        case.before().functions.iter().any(|(_, other)| other.signature.name == f.signature.name)
    });
    let verdict = match new.map(|(_, f)| f.kind) {
        _ if overload => Verdict::new("ICMS628", Class::Risky, "a second function of this name: calls may become ambiguous")
            .old_client(OldClient::FailsOnNewData),
        Some(FunctionKind::Procedure) => Verdict::new("ICMS626", Class::Safe, "a new procedure: nobody calls it yet"),
        Some(FunctionKind::Function) | None => Verdict::new("ICMS613", Class::Safe, "a new function: nobody calls it yet"),
    };
    Some(verdict.states("", case.statement.normalized()))
}
