//! An index on an existing table.

use icms_model::effect::{Action, Guard, IndexAction, IndexBuild};
use icms_model::{Index, KeyPart, LockLevel, Uniqueness};

use crate::case::Case;
use crate::unmanaged::{Touched, Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! { "index_created", ["ICMS401", "ICMS402", "ICMS403", "ICMS404", "ICMS405", "ICMS413", "ICMS414"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if let Some(touched) = touched(case, &["index"]) {
        return partitioned(case, touched);
    }
    let Action::Index(IndexAction::Create { build, guard }) = case.effect.action else { return None };
    if guard == Guard::Skipped {
        return None;
    }
    let index = case.table_after().and_then(|t| t.indexes.iter().find(|i| Some(&i.name) == case.member()));
    let state = index.map_or_else(String::new, state);
    let Some(table) = case.old_table().filter(|_| !case.known_empty()) else {
        return Some(Verdict::new("ICMS401", Class::Safe, "an index of a table without rows").states("", state));
    };
    let unique = index.is_some_and(|i| i.uniqueness != Uniqueness::Plain);
    let expression = index.is_some_and(|i| i.keys.iter().any(|k| matches!(k.part, KeyPart::Expression(_))));
    let fresh = index.is_some_and(|i| {
        i.keys.iter().any(|k| matches!(&k.part, KeyPart::Column(c) if case.is_new_and_null(&table, c)))
    });
    let (code, class, message) = match (unique, build, expression) {
        (true, _, _) if fresh => ("ICMS403", Class::Safe, "a unique index over a new column that is NULL everywhere"),
        (true, IndexBuild::Blocking, _) => ("ICMS403", Class::Risky, "duplicates make it fail; writes wait until it is built"),
        (true, IndexBuild::Concurrent, _) => ("ICMS404", Class::Risky, "duplicates make it fail and leave an invalid index"),
        (false, IndexBuild::Blocking, true) => ("ICMS405", Class::Safe, "writes wait until it is built"),
        (false, IndexBuild::Blocking, false) => ("ICMS401", Class::Safe, "writes wait until it is built"),
        (false, IndexBuild::Concurrent, _) => ("ICMS402", Class::Safe, "built while reads and writes go on"),
    };
    let verdict = Verdict::new(code, class, message).scans(&table).states("", state);
    let verdict = match build {
        IndexBuild::Blocking => verdict
            .remedy("CREATE INDEX CONCURRENTLY, outside a transaction")
            .locks(LockLevel::Share, &table)
            .impact(Impact::BlocksWrites),
        IndexBuild::Concurrent => verdict.locks(LockLevel::ShareUpdateExclusive, &table),
    };
    Some(if unique && !fresh {
        verdict.fails_with("23505").old_client(OldClient::FailsOnNewData).harm(Harm::RejectsWrites)
    } else {
        verdict
    })
}

fn state(index: &Index) -> String {
    let keys: Vec<String> = index
        .keys
        .iter()
        .map(|key| match &key.part {
            KeyPart::Column(name) => name.to_string(),
            KeyPart::Expression(e) => e.text().to_owned(),
        })
        .collect();
    let predicate = index.predicate.as_ref().map_or_else(String::new, |p| format!(" where {p}"));
    format!("{} ({}){predicate}", index.method, keys.join(", "))
}

/// An index of a partitioned table: of every partition too, unless `ON ONLY` is said.
fn partitioned(case: &Case<'_>, touched: Touched<'_>) -> Option<Verdict> {
    if touched.verb != Verb::Create {
        return None;
    }
    let (code, message) = if says(case, &["on", "only"]) {
        ("ICMS414", "an index that is invalid until one of every partition is attached: nothing is read")
    } else {
        ("ICMS413", "every partition gets the index in this one statement, and refuses writes meanwhile")
    };
    let verdict = Verdict::new(code, Class::Safe, message).states("", touched.name);
    let verdict = verdict.remedy("ON ONLY, then CREATE INDEX CONCURRENTLY on each partition, then ATTACH PARTITION");
    Some(match case.table_name().filter(|table| case.was_there(table)) {
        Some(table) => verdict.locks(LockLevel::Share, &table),
        None => verdict,
    })
}
