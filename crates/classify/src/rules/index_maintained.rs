//! An index that is renamed, attached, tuned or built anew.

use icms_model::effect::{Action, IndexAction, IndexBuild};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Impact};

crate::rules::rule! { "index_maintained", ["ICMS409", "ICMS410", "ICMS410b", "ICMS411", "ICMS412", "ICMS418"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Index(action) = &case.effect.action else { return None };
    let table = case.table_name();
    let on = |v: Verdict, level| match &table {
        Some(table) => v.locks(level, table),
        None => v,
    };
    let verdict = match action {
        IndexAction::Rename(_) => Verdict::new("ICMS409", Class::Safe, "no statement names an index"),
        IndexAction::Options => Verdict::new("ICMS412", Class::Safe, "storage settings of the index change"),
        IndexAction::Attach => Verdict::new("ICMS418", Class::Safe, "the index becomes part of the partitioned one"),
        IndexAction::Reindex(IndexBuild::Concurrent) => {
            on(Verdict::new("ICMS411", Class::Safe, "built anew while reads and writes go on"), LockLevel::ShareUpdateExclusive)
        }
        IndexAction::Reindex(IndexBuild::Blocking) => {
            let code = if case.kind() == ObjectKind::Index { "ICMS410" } else { "ICMS410b" };
            let verdict = Verdict::new(code, Class::Risky, "built anew while everybody who needs it waits");
            let verdict = on(verdict.impact(Impact::BlocksAll), LockLevel::Share);
            table.iter().fold(verdict, |v, table| v.scans(table))
        }
        IndexAction::Create { .. } | IndexAction::Drop { .. } => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}
