//! A partition comes, goes, joins or leaves; a partitioned table gets columns or a key.

use icms_model::effect::{Action, TableAction};
use icms_model::{LockLevel, QualifiedName};

use crate::case::Case;
use crate::unmanaged::{Verb, definition, path_after, says, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient, Reversible};

crate::rules::rule! {
    "partition_changed",
    [
        "ICMS801", "ICMS802", "ICMS803", "ICMS804d", "ICMS805", "ICMS806", "ICMS807", "ICMS808", "ICMS808b", "ICMS809",
        "ICMS810", "ICMS813",
    ]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let verdict = match &case.effect.action {
        Action::Table(TableAction::AttachPartition) => attached(case)?,
        Action::Table(TableAction::DetachPartition) => detached(case)?,
        Action::Unmanaged { .. } => {
            let touched = touched(case, &["partition", "partitioned table", "table"])?;
            match (touched.verb, touched.kind) {
                (Verb::Create, "partition") => created(case)?,
                (Verb::Alter, "partitioned table") => altered(case, touched.name)?,
                (Verb::Drop, _) => dropped(case, touched.name)?,
                (Verb::Create | Verb::Alter | Verb::Grant | Verb::Revoke | Verb::Other, _) => return None,
            }
        }
        Action::Table(_)
        | Action::Column(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_)
        | Action::Data(_)
        | Action::Session
        | Action::Opaque(_) => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

/// `CREATE TABLE … PARTITION OF`
fn created(case: &Case<'_>) -> Option<Verdict> {
    let parent = path_after(case, case.statement.text(), &["partition", "of"])?;
    if !case.was_there(&parent) {
        return Some(Verdict::new("ICMS801", Class::Safe, "a partition of a table that this script made"));
    }
    let locked = |v: Verdict| v.locks(LockLevel::AccessExclusive, &parent);
    Some(match default_partition(case, &parent) {
        Some(default) => locked(
            Verdict::new("ICMS802", Class::Risky, "the default partition is read whole while everybody waits; a row of it that belongs to the new one makes it fail")
                .remedy("CREATE TABLE … (LIKE …), move such rows, then ATTACH PARTITION")
                .fails_with("23514")
                .locks(LockLevel::AccessExclusive, &default)
                .scans(&default)
                .impact(Impact::BlocksAll),
        ),
        None => locked(
            Verdict::new("ICMS801", Class::Safe, "the partitioned table with all its partitions is locked for a moment")
                .remedy("CREATE TABLE … (LIKE …), then ATTACH PARTITION: that only keeps other schema changes out"),
        ),
    })
}

/// `ATTACH PARTITION`; its parent is in the other effect of the statement.
fn attached(case: &Case<'_>) -> Option<Verdict> {
    let (parent, part) = (parent_of_statement(case)?, case.table_name()?);
    let brief = |v: Verdict| v.locks(LockLevel::ShareUpdateExclusive, &parent);
    let part_locked = |v: Verdict| brief(v).locks(LockLevel::AccessExclusive, &part);
    if case.on_new_table() {
        return Some(brief(Verdict::new("ICMS813", Class::Safe, "an empty table that this script made becomes a partition")));
    }
    if says(case, &[part.name.as_str(), "default"]) {
        let message = "the old table becomes the default partition: keys, foreign keys and identity of the new one differ";
        return Some(part_locked(Verdict::new("ICMS810", Class::Breaking, message).old_client(OldClient::Fails)));
    }
    let slow = |v: Verdict, read: &QualifiedName| v.scans(read).fails_with("23514").impact(Impact::BlocksAll);
    Some(match default_partition(case, &parent) {
        Some(default) => {
            let message = "the default partition is read whole while everybody waits, for rows that belong to the new one";
            let verdict = Verdict::new("ICMS804d", Class::Risky, message)
                .remedy("give the default partition a validated CHECK that excludes the new bounds");
            part_locked(slow(verdict, &default)).locks(LockLevel::AccessExclusive, &default)
        }
        None => {
            let message = "the new partition is read whole while nobody can use it, and refused when a row lies outside its bounds";
            let verdict = Verdict::new("ICMS803", Class::Risky, message)
                .remedy("give it a validated CHECK that says the bounds first, then nothing is read");
            part_locked(slow(verdict, &part))
        }
    })
}

/// `DETACH PARTITION [CONCURRENTLY]`
fn detached(case: &Case<'_>) -> Option<Verdict> {
    let (parent, part) = (parent_of_statement(case)?, case.table_name()?);
    let concurrent = says(case, &["concurrently"]);
    let (code, level) = if concurrent {
        ("ICMS806", LockLevel::ShareUpdateExclusive)
    } else {
        ("ICMS805", LockLevel::AccessExclusive)
    };
    let verdict = Verdict::new(code, Class::Breaking, "the rows of the partition are no longer in the table")
        .old_client(OldClient::Fails)
        .harm(Harm::BreaksReaders)
        .locks(level, &parent);
    Some(if concurrent {
        verdict
    } else {
        verdict.remedy("DETACH PARTITION … CONCURRENTLY, outside a transaction").locks(level, &part)
    })
}

/// `DROP TABLE` of a partition.
fn dropped(case: &Case<'_>, name: &str) -> Option<Verdict> {
    let part = case.table_name()?;
    let listed = case.before().unmanaged.iter().any(|o| *o.kind == *"partition" && *o.name == *name);
    if !listed {
        return None;
    }
    let made = definition(case.before(), &["partition"], name).unwrap_or_default();
    let parent = path_after(case, made, &["partition", "of"]).filter(|parent| case.was_there(parent));
    let verdict = Verdict::new("ICMS807", Class::Breaking, "the partition goes, with its rows")
        .remedy("DETACH PARTITION … CONCURRENTLY, archive, then drop: that keeps the lock off the partitioned table")
        .loses("all rows of the partition")
        .old_client(OldClient::Fails)
        .reversible(Reversible::Irreversible)
        .locks(LockLevel::AccessExclusive, &part);
    Some(parent.iter().fold(verdict, |v, parent| v.locks(LockLevel::AccessExclusive, parent)))
}

/// `ALTER TABLE` of a partitioned table with one action: of several nobody here can tell them apart.
fn altered(case: &Case<'_>, name: &str) -> Option<Verdict> {
    let actions = case.step.effects.effects.iter().filter(|e| matches!(e.action, Action::Unmanaged { .. })).count();
    let parent = case.table_name()?;
    if actions != 1 {
        return None;
    }
    let locked = |v: Verdict| v.locks(LockLevel::AccessExclusive, &parent);
    let plain = !says(case, &["default"]) && !says(case, &["not", "null"]) && !says(case, &["references"]);
    if says(case, &["add", "column"]) && plain && !says(case, &["unique"]) && !says(case, &["check"]) {
        let message = "a new column that is NULL everywhere; every partition is locked at once";
        return Some(locked(Verdict::new("ICMS809", Class::Safe, message).reversible(Reversible::Lossy)));
    }
    if !says(case, &["primary", "key"]) {
        return None;
    }
    let made = definition(case.before(), &["partitioned table"], name).unwrap_or_default();
    let key = key_columns(&icms_sql::statement_tokens(case.statement.text()), &["primary", "key"]);
    let by = key_columns(&icms_sql::statement_tokens(made), &["partition", "by"]);
    if by.iter().any(|column| !key.contains(column)) {
        let message = "this always fails: a primary key must hold every column that decides the partition";
        return Some(Verdict::refused("ICMS808b", "0A000", message));
    }
    let message = "a primary key on every partition: their indexes are built while everybody waits";
    let verdict = Verdict::new("ICMS808", Class::Breaking, message)
        .remedy("unique indexes CONCURRENTLY on each partition, ON ONLY on the table, ATTACH, then USING INDEX")
        .fails_with("23505")
        .scans(&parent)
        .impact(Impact::BlocksAll)
        .harm(Harm::RejectsWrites);
    Some(locked(verdict))
}

/// The names in the parentheses behind some words: `PRIMARY KEY (a, b)`, `PARTITION BY RANGE (at)`.
fn key_columns(tokens: &[String], words: &[&str]) -> Vec<String> {
    let Some(at) = tokens.windows(words.len()).position(|window| window == words) else { return Vec::new() };
    let inside = tokens.iter().skip(at).skip_while(|t| *t != "(").skip(1).take_while(|t| *t != ")");
    inside.filter(|t| *t != ",").cloned().collect()
}

/// The partitioned table that an `ATTACH` or `DETACH` is said of.
fn parent_of_statement(case: &Case<'_>) -> Option<QualifiedName> {
    let effects = &case.step.effects.effects;
    effects.iter().find(|e| matches!(e.action, Action::Unmanaged { .. }))?.object.table()
}

/// The default partition of a table, as far as the statement that made it is known.
fn default_partition(case: &Case<'_>, parent: &QualifiedName) -> Option<QualifiedName> {
    let of = |definition: &str| {
        icms_sql::statement_tokens(definition).last().is_some_and(|t| t == "default")
            && path_after(case, definition, &["partition", "of"]).as_ref() == Some(parent)
    };
    let partitions = case.before().unmanaged.iter().filter(|o| *o.kind == *"partition");
    let found = partitions.into_iter().find(|o| o.definition.as_deref().is_some_and(of))?;
    found.name.split_once('.').map(|(namespace, name)| QualifiedName::new(namespace, name))
}
