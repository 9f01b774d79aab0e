//! Extended statistics for the planner.

use icms_model::LockLevel;

use crate::Class;
use crate::case::Case;
use crate::unmanaged::{Verb, definition, path_after, touched};
use crate::verdict::Verdict;

crate::rules::rule! { "statistics_changed", ["ICMS415"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["statistics"])?;
    let made = definition(case.before(), &["statistics"], touched.name).unwrap_or_default();
    let (message, text) = match touched.verb {
        Verb::Create => ("the planner learns more at the next ANALYZE", case.statement.text()),
        Verb::Alter => ("the planner samples another number of rows", made),
        Verb::Drop => ("the planner no longer knows how these columns belong together", made),
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    let verdict = Verdict::new("ICMS415", Class::Safe, message).states("", case.statement.normalized());
    let table = path_after(case, text, &["from"]).filter(|table| case.was_there(table));
    Some(table.iter().fold(verdict, |v, table| v.locks(LockLevel::ShareUpdateExclusive, table)))
}
