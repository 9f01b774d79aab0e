//! Row-level security of a table is switched.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "access_changed", ["ICMS701", "ICMS702", "ICMS703"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Table(action) = &case.effect.action else { return None };
    let (code, message, old_client) = switched(action)?;
    let Some(table) = case.old_table() else {
        let message = "row-level security of a table that this script made";
        return Some(Verdict::new(code, Class::Safe, message).states("", message));
    };
    let verdict = Verdict::new(code, Class::Breaking, message)
        .remedy("create the policies in the same transaction")
        .old_client(old_client)
        .harm(Harm::ChangesAccess)
        .states("", message);
    Some(verdict.locks(LockLevel::AccessExclusive, &table))
}

const fn switched(action: &TableAction) -> Option<(&'static str, &'static str, OldClient)> {
    use TableAction as T;
    Some(match action {
        T::EnableRowSecurity => ("ICMS701", "roles other than the owner see no row without a policy", OldClient::Fails),
        T::DisableRowSecurity => ("ICMS702", "policies no longer hide any row", OldClient::Works),
        T::ForceRowSecurity => ("ICMS703", "policies hold for the owner too", OldClient::Fails),
        T::UnforceRowSecurity => ("ICMS703", "policies no longer hold for the owner", OldClient::Works),
        T::Create { .. }
        | T::Drop { .. }
        | T::Rename { .. }
        | T::SetUnlogged
        | T::SetLogged
        | T::Options
        | T::Owner
        | T::ReplicaIdentity
        | T::Inherit
        | T::Disinherit
        | T::AttachPartition
        | T::DetachPartition
        | T::Triggers
        | T::Tablespace
        | T::AccessMethod
        | T::ClusterMarker
        | T::Truncate { .. } => return None,
    })
}
