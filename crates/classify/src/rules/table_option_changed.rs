//! Settings of a table that change no row.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! {
    "table_option_changed",
    ["ICMS110", "ICMS111", "ICMS113", "ICMS114", "ICMS115", "ICMS116", "ICMS117", "ICMS622"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if touched(case, &["inherited table"]).is_some_and(|t| t.verb == Verb::Create) {
        let verdict = Verdict::new("ICMS114", Class::Risky, "queries on the parent see the rows of the new table");
        return Some(verdict.states("", case.statement.normalized()));
    }
    let Action::Table(action) = &case.effect.action else { return None };
    let table = case.table_name()?;
    let exclusive = |v: Verdict| v.locks(LockLevel::AccessExclusive, &table);
    let brief = |v: Verdict| v.locks(LockLevel::ShareUpdateExclusive, &table);
    let verdict = match action {
        TableAction::Options => brief(Verdict::new("ICMS110", Class::Safe, "storage settings change")),
        TableAction::AccessMethod => exclusive(Verdict::new("ICMS111", Class::Risky, "another access method writes the table anew")),
        TableAction::ReplicaIdentity => exclusive(Verdict::new("ICMS113", Class::Safe, "logical replication identifies rows in another way")),
        TableAction::Inherit | TableAction::Disinherit => {
            exclusive(Verdict::new("ICMS114", Class::Risky, "queries on the parent see other rows"))
        }
        TableAction::Truncate { .. } => exclusive(truncated()),
        TableAction::Tablespace => exclusive(Verdict::new("ICMS116", Class::Risky, "the table is copied to another tablespace")),
        TableAction::ClusterMarker => brief(Verdict::new("ICMS117", Class::Safe, "a marker for CLUSTER")),
        TableAction::Triggers => Verdict::new("ICMS622", Class::Risky, "triggers start or stop firing")
            .locks(LockLevel::ShareRowExclusive, &table)
            .old_client(OldClient::FailsOnNewData),
        TableAction::Create { .. }
        | TableAction::Owner
        | TableAction::AttachPartition
        | TableAction::DetachPartition
        | TableAction::Drop { .. }
        | TableAction::Rename { .. }
        | TableAction::SetUnlogged
        | TableAction::SetLogged
        | TableAction::EnableRowSecurity
        | TableAction::DisableRowSecurity
        | TableAction::ForceRowSecurity
        | TableAction::UnforceRowSecurity => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

fn truncated() -> Verdict {
    let verdict = Verdict::new("ICMS115", Class::Breaking, "every row goes").reversible(Reversible::Irreversible);
    verdict.loses("all rows of the table").old_client(OldClient::Works)
}

