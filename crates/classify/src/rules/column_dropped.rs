//! A column that goes, with its values.

use icms_model::effect::{Action, Behavior, ColumnAction, Guard};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! { "column_dropped", ["ICMS218", "ICMS219", "ICMS220", "ICMS221", "ICMS222", "ICMS223"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Drop { behavior, guard }) = case.effect.action else {
        let in_key = case.table_before().and_then(|t| t.primary_key.as_ref());
        let in_key = in_key.zip(case.member()).is_some_and(|(key, column)| key.columns.contains(column));
        let code = if in_key { "ICMS222" } else { "ICMS221" };
        return crate::held::held(case, ObjectKind::Column, code);
    };
    if guard == Guard::Skipped {
        return None;
    }
    let (table, column) = (case.table_before()?, case.column_before()?);
    let indexed = table.indexes.iter().any(|index| {
        index.keys.iter().any(|key| key.part == icms_model::KeyPart::Column(column.name.clone()))
    });
    let (code, class, message) = match behavior {
        Behavior::Cascade => (
            "ICMS223",
            Class::Breaking,
            "the column goes, and CASCADE silently takes views and foreign keys elsewhere along",
        ),
        Behavior::Restrict if column.not_null => {
            ("ICMS219", Class::Risky, "a required column goes: every INSERT of the running release names it")
        }
        Behavior::Restrict if indexed => ("ICMS220", Class::Risky, "the column goes, and its indexes with it"),
        Behavior::Restrict => ("ICMS218", Class::Risky, "the column goes, with its values"),
    };
    let verdict = Verdict::new(code, class, message)
        .remedy("release a client that no longer names the column, then drop it")
        .locks(LockLevel::AccessExclusive, &table.name)
        .old_client(OldClient::Fails)
        .harm(Harm::BreaksReaders)
        .reversible(Reversible::Lossy)
        .states(column.data_type.to_string(), "");
    Some(data(case, column, verdict))
}

/// Values are lost unless it is known that there are none.
fn data(case: &Case<'_>, column: &icms_model::Column, verdict: Verdict) -> Verdict {
    let facts = case.table_facts();
    let values = facts.and_then(|f| f.columns.get(&column.name)).and_then(|c| c.has_values);
    match (facts, values) {
        _ if case.on_new_table() => verdict,
        (Some(f), _) if !f.has_rows => verdict.fact("the table has no rows"),
        (Some(_), Some(false)) => verdict.fact("every value is NULL"),
        _ => verdict.loses("the column's values"),
    }
}
