//! A new column of a domain: one that refuses values has the table written anew, even where every value is NULL.

use icms_model::effect::{Action, ColumnAction, Guard};
use icms_model::{Column, DefaultValue, LockLevel};

use crate::case::Case;
use crate::domain::{Constraint, Domain, domain};
use crate::verdict::Verdict;
use crate::volatility::{Volatility, volatility};
use crate::{Class, Reversible};

crate::rules::rule! { "column_added_domain", ["ICMS211", "ICMS212", "ICMS212b"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let domain = speaks_of(case, column)?;
    if guard == Guard::Skipped {
        return None;
    }
    let state = |v: Verdict| v.reversible(Reversible::Lossy).states("", column.data_type.to_string());
    let code = match (domain.constraint, &column.default) {
        (Constraint::None, _) => "ICMS212b",
        (Constraint::Some, None) => "ICMS211",
        (Constraint::Some, Some(_)) => "ICMS212",
    };
    let Some(table) = case.old_table() else {
        return Some(state(Verdict::new(code, Class::Safe, "a column of a table without rows")));
    };
    let locked = |v: Verdict| state(v.locks(LockLevel::AccessExclusive, &table));
    if domain.constraint == Constraint::None {
        let message = "a new column of a domain without constraints: nothing is written anew";
        return Some(locked(Verdict::new(code, Class::Safe, message)));
    }
    if case.known_empty() {
        let verdict = Verdict::new(code, Class::Safe, "a new column of a domain that refuses values");
        return Some(locked(verdict.fact("the table has no rows")));
    }
    let message = "a new column of a domain that refuses values: the whole table is written anew while everybody waits";
    let verdict = Verdict::new(code, Class::Risky, message)
        .remedy("give it the base type and a CHECK constraint NOT VALID, then validate it")
        .rewrites(&table)
        .scans(&table);
    Some(locked(verdict))
}

/// The domain of a new column, unless another rule has more to say: a value that is missing, or one for each row.
pub(crate) fn speaks_of(case: &Case<'_>, column: &Column) -> Option<Domain> {
    let domain = domain(case.after(), &column.data_type)?;
    let generated = column.identity.is_some() || column.generated.is_some();
    let missing = column.not_null && column.default.is_none();
    let volatile = match &column.default {
        Some(DefaultValue::Expression(e)) => volatility(e.text()) == Volatility::Volatile,
        Some(DefaultValue::Nextval(_)) => true,
        Some(DefaultValue::Unspecified) | None => false,
    };
    (!generated && !missing && !volatile).then_some(domain)
}
