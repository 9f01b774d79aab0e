//! An index that goes.

use icms_model::effect::{Action, Guard, IndexAction, IndexBuild};
use icms_model::{LockLevel, Uniqueness};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "index_dropped", ["ICMS406", "ICMS407", "ICMS408"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Index(IndexAction::Drop { build, guard, .. }) = case.effect.action else { return None };
    if guard == Guard::Skipped {
        return None;
    }
    let state = case.effect.object.path.last().map_or_else(String::new, ToString::to_string);
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS406", Class::Safe, "an index of a table without rows").states(state, ""));
    };
    let index = case.table_before().and_then(|t| t.indexes.iter().find(|i| Some(&i.name) == case.member()));
    let unique = index.is_some_and(|i| i.uniqueness != Uniqueness::Plain);
    let level = match build {
        IndexBuild::Blocking => LockLevel::AccessExclusive,
        IndexBuild::Concurrent => LockLevel::ShareUpdateExclusive,
    };
    let verdict = match (unique, build) {
        (true, _) => Verdict::new("ICMS408", Class::Risky, "duplicates are accepted from now on, and ON CONFLICT on its columns fails with 42P10")
            .old_client(OldClient::Fails),
        (false, IndexBuild::Blocking) => Verdict::new("ICMS406", Class::Risky, "queries that used it become slow")
            .remedy("DROP INDEX CONCURRENTLY, outside a transaction; look at pg_stat_user_indexes.idx_scan first"),
        (false, IndexBuild::Concurrent) => Verdict::new("ICMS407", Class::Risky, "queries that used it become slow"),
    };
    Some(verdict.locks(level, &table).states(state, ""))
}
