//! An enum that goes.

use icms_model::effect::{Action, Behavior, EnumAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "enum_dropped", ["ICMS510", "ICMS511"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::Drop { behavior, .. }) = case.effect.action else { return None };
    if case.skipped() || crate::rules::enum_value_removed::is_rebuilt(case) {
        return None;
    }
    let name = case.effect.object.to_string();
    Some(match behavior {
        Behavior::Restrict => Verdict::new("ICMS510", Class::Risky, "casts of the running release to the type fail").old_client(OldClient::Fails),
        Behavior::Cascade => Verdict::new("ICMS511", Class::Breaking, "CASCADE silently drops every column of the type")
            .loses("every column of the type")
            .old_client(OldClient::Fails)
            .reversible(Reversible::Irreversible),
    }
    .states(name, ""))
}
