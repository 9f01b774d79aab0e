//! A new enum.

use icms_model::effect::{Action, EnumAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "enum_created", ["ICMS501"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::Create) = case.effect.action else { return None };
    Some(Verdict::new("ICMS501", Class::Safe, "a new type: nobody uses it yet").states("", case.statement.normalized()))
}
