//! A table that becomes logged or unlogged.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "table_persistence_changed", ["ICMS108", "ICMS109"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Table(action) = &case.effect.action else { return None };
    let table = case.table_name()?;
    let verdict = match action {
        TableAction::SetUnlogged => Verdict::new("ICMS108", Class::Breaking, "the table is emptied by a crash from now on, and standbys do not have it")
            .loses("all rows after a crash")
            .states("logged", "unlogged"),
        TableAction::SetLogged => {
            Verdict::new("ICMS109", Class::Risky, "the whole table is written anew, and logged").states("unlogged", "logged")
        }
        TableAction::Create { .. }
        | TableAction::Drop { .. }
        | TableAction::Rename { .. }
        | TableAction::Options
        | TableAction::Owner
        | TableAction::EnableRowSecurity
        | TableAction::DisableRowSecurity
        | TableAction::ForceRowSecurity
        | TableAction::UnforceRowSecurity
        | TableAction::ReplicaIdentity
        | TableAction::Inherit
        | TableAction::Disinherit
        | TableAction::AttachPartition
        | TableAction::DetachPartition
        | TableAction::Triggers
        | TableAction::Tablespace
        | TableAction::AccessMethod
        | TableAction::ClusterMarker
        | TableAction::Truncate { .. } => return None,
    };
    Some(verdict.locks(LockLevel::AccessExclusive, &table).rewrites(&table).scans(&table))
}
