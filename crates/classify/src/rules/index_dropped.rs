//! An index that goes.

use icms_model::effect::{Action, Guard, IndexAction, IndexBuild};
use icms_model::{Index, KeyPart, LockLevel, Uniqueness};
use icms_sql::Name;

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "index_dropped", ["ICMS332", "ICMS406", "ICMS407", "ICMS408", "ICMS416"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Index(IndexAction::Drop { build, guard, .. }) = case.effect.action else {
        let says = crate::unmanaged::says(case, &["drop", "index"]);
        return if says { crate::held::held(case, case.kind(), "ICMS416") } else { None };
    };
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
        (false, _) if backs_foreign_key(case, index) => {
            Verdict::new("ICMS332", Class::Risky, "every DELETE in the referenced table reads this table whole")
                .remedy("keep an index whose first columns are those of the foreign key")
        }
        (false, IndexBuild::Blocking) => Verdict::new("ICMS406", Class::Risky, "queries that used it become slow")
            .remedy("DROP INDEX CONCURRENTLY, outside a transaction; look at pg_stat_user_indexes.idx_scan first"),
        (false, IndexBuild::Concurrent) => Verdict::new("ICMS407", Class::Risky, "queries that used it become slow"),
    };
    Some(verdict.locks(level, &table).states(state, ""))
}

/// Whether a foreign key of the table finds its rows by this index and by no other.
fn backs_foreign_key(case: &Case<'_>, index: Option<&Index>) -> bool {
    let Some((table, index)) = case.table_before().zip(index) else { return false };
    let starts_with = |index: &Index, columns: &[Name]| {
        let keys: Vec<&KeyPart> = index.keys.iter().map(|key| &key.part).take(columns.len()).collect();
        keys.len() == columns.len() && columns.iter().all(|c| keys.contains(&&KeyPart::Column(c.clone())))
    };
    table.foreign_keys.iter().any(|key| {
        let others = table.indexes.iter().filter(|other| other.name != index.name);
        starts_with(index, &key.columns) && !others.into_iter().any(|other| starts_with(other, &key.columns))
    })
}
