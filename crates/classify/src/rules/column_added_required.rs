//! A new required column without a default.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction, Guard};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! { "column_added_required", ["ICMS205"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let filled = column.default.is_some() || column.identity.is_some() || column.generated.is_some();
    if guard == Guard::Skipped || !column.not_null || filled {
        return None;
    }
    let state = |v: Verdict| v.reversible(Reversible::Lossy).states("", format!("{} not null", column.data_type));
    let Some(table) = case.old_table() else {
        return Some(state(Verdict::new("ICMS205", Class::Safe, "a new required column in a table without rows")));
    };
    let verdict = |class, message: &str| {
        Verdict::new("ICMS205", class, message)
            .remedy("give it a default, or add it nullable, fill it and make it required in a later migration")
            .locks(LockLevel::AccessExclusive, &table)
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites)
    };
    Some(state(match case.table_facts() {
        Some(facts) if facts.has_rows => {
            verdict(Class::Breaking, "a new required column without a default: this fails, the table has rows")
                .fails_with("23502")
                .fact("the table has rows")
        }
        Some(_) => verdict(Class::Risky, "a new required column: INSERTs of the running release fail")
            .fact("the table has no rows"),
        None => verdict(
            Class::Risky,
            "a new required column without a default: fails unless the table is empty, and INSERTs of the running release fail",
        )
        .fails_with("23502"),
    }))
}
