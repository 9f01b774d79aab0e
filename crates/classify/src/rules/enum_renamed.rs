//! An enum, or another type, under another name or in another namespace.

use icms_model::effect::{Action, EnumAction};

use crate::case::Case;
use crate::unmanaged::{Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "enum_renamed", ["ICMS508", "ICMS524"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if let Some(touched) = touched(case, &["domain", "composite type", "range type", "base type"]) {
        let moved = says(case, &["set", "schema"]);
        let renamed = moved || (says(case, &["rename", "to"]) && !says(case, &["constraint"]));
        return (touched.verb == Verb::Alter && renamed)
            .then(|| verdict(moved).states(touched.name, case.statement.normalized()));
    }
    let Action::Enum(EnumAction::Rename(to)) = &case.effect.action else { return None };
    if crate::rules::enum_value_removed::is_rebuilt(case) {
        return None;
    }
    let moved = case.effect.object.path.first() != Some(&to.namespace);
    Some(verdict(moved).states(case.effect.object.to_string(), to.to_string()))
}

fn verdict(moved: bool) -> Verdict {
    let (code, message) = if moved {
        ("ICMS524", "casts of the running release no longer find the type, without any lock")
    } else {
        ("ICMS508", "casts of the running release to the old name fail, without any lock")
    };
    Verdict::new(code, Class::Risky, message).old_client(OldClient::Fails)
}
