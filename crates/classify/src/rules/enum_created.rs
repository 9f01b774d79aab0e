//! A new enum, or another type without a rule of its own.

use icms_model::effect::{Action, EnumAction};

use crate::Class;
use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;

crate::rules::rule! { "enum_created", ["ICMS501"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let other = touched(case, &["range type", "base type", "shell type"]).is_some_and(|t| t.verb == Verb::Create);
    if !other && !matches!(case.effect.action, Action::Enum(EnumAction::Create)) {
        return None;
    }
    Some(Verdict::new("ICMS501", Class::Safe, "a new type: nobody uses it yet").states("", case.statement.normalized()))
}
