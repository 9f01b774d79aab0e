//! An enum under another name.

use icms_model::effect::{Action, EnumAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "enum_renamed", ["ICMS508"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::Rename(to)) = &case.effect.action else { return None };
    if crate::rules::enum_value_removed::is_rebuilt(case) {
        return None;
    }
    let verdict = Verdict::new("ICMS508", Class::Risky, "casts of the running release to the old name fail, without any lock");
    Some(verdict.old_client(OldClient::Fails).states(case.effect.object.to_string(), to.to_string()))
}
