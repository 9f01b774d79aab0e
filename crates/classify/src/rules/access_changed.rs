//! Row-level security of a table is switched.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "access_changed", ["ICMS701", "ICMS702", "ICMS703"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Table(action) = &case.effect.action else { return None };
    let (code, message, old_client) = match action {
        TableAction::EnableRowSecurity => {
            ("ICMS701", "roles other than the owner see no row without a policy", OldClient::Fails)
        }
        TableAction::DisableRowSecurity => ("ICMS702", "policies no longer hide any row", OldClient::Works),
        TableAction::ForceRowSecurity => ("ICMS703", "policies hold for the owner too", OldClient::Fails),
        TableAction::UnforceRowSecurity => ("ICMS703", "policies no longer hold for the owner", OldClient::Works),
        _ => return None,
    };
    let verdict = Verdict::new(code, Class::Breaking, message)
        .remedy("create the policies in the same transaction")
        .old_client(old_client)
        .harm(Harm::ChangesAccess)
        .states("", message);
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
