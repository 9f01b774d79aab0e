//! A new column that has another value in every row: the table is written anew.

use icms_model::effect::{Action, ColumnAction, Guard};
use icms_model::{Column, DefaultValue, GeneratedKind, LockLevel};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::volatility::{Volatility, volatility};
use crate::{Class, Reversible};

crate::rules::rule! {
    "column_added_volatile",
    ["ICMS204", "ICMS204b", "ICMS204c", "ICMS207", "ICMS208", "ICMS209", "ICMS210"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let (code, what) = written(case, column)?;
    if guard == Guard::Skipped {
        return None;
    }
    let state = |v: Verdict| v.reversible(Reversible::Lossy).states("", column.data_type.to_string());
    let Some(table) = case.old_table() else {
        return Some(state(Verdict::new(code, Class::Safe, format!("{what}, in a table without rows"))));
    };
    if case.known_empty() {
        let verdict = Verdict::new(code, Class::Safe, what).locks(LockLevel::AccessExclusive, &table);
        return Some(state(verdict.fact("the table has no rows")));
    }
    let message = format!("{what}: the whole table is written anew while everybody waits");
    let verdict = Verdict::new(code, Class::Risky, message)
        .remedy("add it nullable, set the default, fill it in batches, then make it required")
        .locks(LockLevel::AccessExclusive, &table)
        .rewrites(&table)
        .scans(&table);
    Some(state(if code == "ICMS210" { verdict.fails_with("22003") } else { verdict }))
}

/// The code and what is new, when it needs a rewrite.
fn written(case: &Case<'_>, column: &Column) -> Option<(&'static str, &'static str)> {
    if column.identity.is_some() {
        return Some(("ICMS209", "a new identity column"));
    }
    if let Some(generated) = &column.generated {
        let stored = generated.kind == GeneratedKind::Stored;
        return stored.then_some(("ICMS210", "a new stored generated column"));
    }
    match &column.default {
        Some(DefaultValue::Nextval(sequence)) => {
            let new = case.before().sequences.find(sequence).is_none();
            Some(if new { ("ICMS208", "a new serial column") } else { ("ICMS204c", "a new column filled from a sequence") })
        }
        Some(DefaultValue::Expression(e)) if volatility(e.text()) == Volatility::Volatile => Some(if column.not_null {
            ("ICMS207", "a new required column with another default in every row")
        } else if calls(e.text(), CLOCKS) {
            ("ICMS204b", "a new column with the time or a number of its own in every row")
        } else {
            ("ICMS204", "a new column with another default in every row")
        }),
        Some(DefaultValue::Expression(_) | DefaultValue::Unspecified) | None => None,
    }
}

/// Functions of the server that give another value in every row.
const CLOCKS: &[&str] = &["clock_timestamp", "random", "timeofday"];

fn calls(expression: &str, names: &[&str]) -> bool {
    icms_sql::statement_tokens(expression).iter().any(|token| names.contains(&token.as_str()))
}
