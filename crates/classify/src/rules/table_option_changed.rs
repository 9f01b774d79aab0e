//! Settings of a table that change no row.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! {
    "table_option_changed",
    ["ICMS110", "ICMS111", "ICMS112", "ICMS113", "ICMS114", "ICMS115", "ICMS116", "ICMS117", "ICMS622", "ICMS803", "ICMS805"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Table(action) = &case.effect.action else { return None };
    let table = case.table_name()?;
    let exclusive = |v: Verdict| v.locks(LockLevel::AccessExclusive, &table);
    let brief = |v: Verdict| v.locks(LockLevel::ShareUpdateExclusive, &table);
    let verdict = match action {
        TableAction::Options => brief(Verdict::new("ICMS110", Class::Safe, "storage settings change")),
        TableAction::AccessMethod => exclusive(Verdict::new("ICMS111", Class::Risky, "another access method writes the table anew")),
        TableAction::Owner => exclusive(owner()),
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
        TableAction::AttachPartition => brief(
            Verdict::new("ICMS803", Class::Risky, "the new partition is read whole, and refused when a row lies outside its bounds")
                .fails_with("23514"),
        ),
        TableAction::DetachPartition => exclusive(
            Verdict::new("ICMS805", Class::Breaking, "the rows of the partition leave the table").old_client(OldClient::Fails),
        ),
        TableAction::Create { .. }
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

fn owner() -> Verdict {
    Verdict::new("ICMS112", Class::Breaking, "the table belongs to somebody else: foreign keys are checked with the owner's rights")
        .remedy("grant the new owner rights on both sides of every foreign key first")
        .old_client(OldClient::Fails)
        .harm(Harm::ChangesAccess)
}

fn truncated() -> Verdict {
    let verdict = Verdict::new("ICMS115", Class::Breaking, "every row goes").reversible(Reversible::Irreversible);
    verdict.loses("all rows of the table").old_client(OldClient::Works)
}

