//! A new column with a default that the server keeps once for all rows.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction, Guard};
use icms_model::{Column, DefaultValue};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::volatility::{Volatility, volatility};
use crate::{Class, Reversible};

crate::rules::rule! { "column_added_filled", ["ICMS202", "ICMS203", "ICMS206"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let found = kept(column)?;
    if guard == Guard::Skipped || crate::rules::column_added_domain::speaks_of(case, column).is_some() {
        return None;
    }
    let (code, message) = match (column.not_null, found) {
        (true, _) => ("ICMS206", "a new required column with a default: nothing is written anew, and old INSERTs work"),
        (false, Volatility::Constant) => ("ICMS202", "a new column with a constant default: nothing is written anew"),
        (false, _) => ("ICMS203", "a new column whose default is computed once for all rows"),
    };
    let verdict =
        Verdict::new(code, Class::Safe, message).reversible(Reversible::Lossy).states("", column.data_type.to_string());
    Some(match case.old_table() {
        Some(table) => verdict.locks(LockLevel::AccessExclusive, &table),
        None => verdict,
    })
}

/// The volatility of a default that needs no rewrite.
fn kept(column: &Column) -> Option<Volatility> {
    match (&column.default, &column.identity, &column.generated) {
        (Some(DefaultValue::Expression(e)), None, None) => {
            Some(volatility(e.text())).filter(|v| *v != Volatility::Volatile)
        }
        _ => None,
    }
}
