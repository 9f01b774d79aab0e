//! A primary key on an existing table.

use icms_model::effect::{Action, ConstraintAction, ConstraintBuild};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! { "primary_key_added", ["ICMS301", "ICMS302", "ICMS303", "ICMS306", "ICMS333"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Add(build)) = &case.effect.action else { return None };
    if case.kind() != ObjectKind::PrimaryKey {
        return None;
    }
    let columns = columns(case);
    let Some(table) = case.old_table() else {
        return Some(Verdict::new("ICMS301", Class::Safe, "the key of a table without rows").states("", columns));
    };
    let replaced = crate::rules::primary_key_dropped::drops_key_of(case, &table);
    let using_index = matches!(build, ConstraintBuild::UsingIndex(_));
    let nullable = case.table_before().is_some_and(|t| {
        case.table_after().and_then(|a| a.primary_key.as_ref()).is_some_and(|key| {
            key.columns.iter().any(|c| t.column(c.as_str()).is_some_and(|c| !c.not_null))
        })
    });
    let (code, message) = match (using_index, replaced, nullable) {
        (true, true, _) => ("ICMS333", "another primary key, from an index that is there"),
        (true, false, false) => ("ICMS302", "a primary key from an index that is there"),
        (true, false, true) => ("ICMS303", "a primary key from an index that is there; every row is looked at for NULL"),
        (false, true, _) => ("ICMS306", "another primary key: its index is built while everybody waits"),
        (false, false, _) => ("ICMS301", "a primary key: its index is built while everybody waits"),
    };
    let verdict = Verdict::new(code, Class::Breaking, message)
        .remedy("CREATE UNIQUE INDEX CONCURRENTLY, then ADD PRIMARY KEY USING INDEX")
        .locks(LockLevel::AccessExclusive, &table)
        .old_client(OldClient::Fails)
        .harm(Harm::RejectsWrites)
        .states("", columns);
    let slow = !using_index || nullable;
    Some(if slow { verdict.scans(&table).impact(Impact::BlocksAll).fails_with(if using_index { "23502" } else { "23505" }) } else { verdict })
}

fn columns(case: &Case<'_>) -> String {
    let key = case.table_after().and_then(|t| t.primary_key.as_ref());
    key.map_or_else(String::new, |k| k.columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}
