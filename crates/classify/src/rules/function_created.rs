//! A new function or procedure, or something made of functions: an aggregate, an operator, a collation.

use icms_model::effect::{Action, Guard, ObjectAction};
use icms_model::{Function, FunctionKind, ObjectKind};

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "function_created", ["ICMS613", "ICMS626", "ICMS628", "ICMS629"] }

/// Kinds without a model that do nothing until a statement names them.
const INERT: &[&str] = &["aggregate", "operator", "collation"];

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if let Some(touched) = touched(case, INERT) {
        let message = format!("a new {}: nobody uses it yet", touched.kind);
        return (touched.verb == Verb::Create)
            .then(|| Verdict::new("ICMS613", Class::Safe, message).states("", case.statement.normalized()));
    }
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    if case.kind() != ObjectKind::Function || guard == Guard::Skipped {
        return None;
    }
    let functions = &case.after().functions;
    let new = functions.iter().map(|(_, f)| &**f).find(|f| case.before().functions.find(&f.signature).is_none());
    let verdict = match new {
        Some(new) if is_overload(case, new) => overload(new),
        Some(Function { kind: FunctionKind::Procedure, .. }) => {
            Verdict::new("ICMS626", Class::Safe, "a new procedure: nobody calls it yet")
        }
        Some(Function { kind: FunctionKind::Function, .. }) | None => {
            Verdict::new("ICMS613", Class::Safe, "a new function: nobody calls it yet")
        }
    };
    Some(verdict.states("", case.statement.normalized()))
}

fn is_overload(case: &Case<'_>, new: &Function) -> bool {
    case.before().functions.iter().any(|(_, other)| other.signature.name == new.signature.name)
}

fn overload(new: &Function) -> Verdict {
    let defaults = icms_sql::statement_tokens(&new.parts.arguments).iter().any(|t| t == "default" || t == "=");
    if defaults {
        let message = "a second function of this name whose last arguments may be left out: calls of the first become ambiguous (42725)";
        Verdict::new("ICMS629", Class::Risky, message).remedy("give it a name of its own").old_client(OldClient::Fails)
    } else {
        let message = "a second function of this name: calls with untyped arguments may become ambiguous";
        Verdict::new("ICMS628", Class::Risky, message).old_client(OldClient::FailsOnNewData)
    }
}
