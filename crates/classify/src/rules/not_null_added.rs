//! A column that refuses NULL from now on.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! { "not_null_added", ["ICMS225", "ICMS226"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::SetNotNull) = case.effect.action else { return None };
    let column = case.member()?;
    let states = |v: Verdict| v.states("null", "not null");
    let Some(table) = case.old_table() else {
        return Some(states(Verdict::new("ICMS225", Class::Safe, "a required column in a table without rows")));
    };
    // A default added by the same script still leaves explicit NULLs of the running release refused.
    let verdict = |code, class, message: &str| {
        Verdict::new(code, class, message)
            .locks(LockLevel::AccessExclusive, &table)
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites)
    };
    if case.proved_not_null(column) {
        return Some(states(verdict("ICMS226", Class::Risky, "no scan: a validated check proves it; INSERTs of NULL fail from now on")));
    }
    let slow = |v: Verdict| v.scans(&table).impact(Impact::BlocksAll);
    let nulls = case.table_facts().and_then(|f| f.columns.get(column)).and_then(|c| c.has_nulls);
    Some(states(match nulls {
        Some(true) => slow(verdict("ICMS225", Class::Breaking, "this fails: some rows are NULL"))
            .fails_with("23502")
            .remedy("fill the column first")
            .fact("some rows are NULL"),
        Some(false) => slow(verdict("ICMS225", Class::Risky, "INSERTs of NULL fail from now on")).fact("no row is NULL"),
        None => slow(verdict(
            "ICMS225",
            Class::Risky,
            "every row is looked at while everybody waits, a NULL makes it fail, and INSERTs of NULL fail from now on",
        ))
        .fails_with("23502")
        .remedy("add CHECK (column IS NOT NULL) NOT VALID, validate it, set NOT NULL, drop the check"),
    }))
}
