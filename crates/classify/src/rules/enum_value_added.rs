//! A new value of an enum.

use icms_model::effect::{Action, EnumAction, EnumPlace};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "enum_value_added", ["ICMS502", "ICMS503"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::AddValue { value, place }) = &case.effect.action else { return None };
    let code = match place {
        EnumPlace::End => "ICMS502",
        EnumPlace::Between => "ICMS503",
    };
    let message = format!("the value {value} is new: readers of the running release do not know it");
    Some(
        Verdict::new(code, Class::Safe, message)
            .old_client(OldClient::FailsOnNewData)
            .reversible(Reversible::Lossy)
            .states("", value.as_str()),
    )
}
