//! A value of an enum under another label.

use icms_model::effect::{Action, EnumAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "enum_value_renamed", ["ICMS505"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::RenameValue(labels)) = &case.effect.action else { return None };
    Some(
        Verdict::new("ICMS505", Class::Risky, "statements of the running release with the old label fail, without any lock")
            .remedy("add the new value, move the rows, stop using the old one")
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites)
            .states(labels.before.as_str(), labels.after.as_str()),
    )
}
