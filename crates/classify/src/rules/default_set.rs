//! A default that is new or different.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::Class;
use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "default_set", ["ICMS228", "ICMS229"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::SetDefault { before }) = &case.effect.action else { return None };
    let shown = |v: &icms_model::DefaultValue| format!("{v:?}");
    let after = case.column_after().and_then(|c| c.default.as_ref()).map_or_else(String::new, shown);
    let (code, message) = match before {
        None => ("ICMS228", "an INSERT without the column gets a value"),
        Some(_) => ("ICMS229", "an INSERT without the column gets another value"),
    };
    let verdict = Verdict::new(code, Class::Safe, message).states(before.as_ref().map_or_else(String::new, shown), after);
    Some(verdict.locks(LockLevel::AccessExclusive, &case.table_name()?))
}
