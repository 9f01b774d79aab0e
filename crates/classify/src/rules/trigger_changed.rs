//! A trigger comes, goes or gets another name.

use icms_model::LockLevel;

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm};

crate::rules::rule! { "trigger_changed", ["ICMS620", "ICMS621", "ICMS623"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["trigger", "constraint trigger"])?;
    let (code, class, level, message) = match touched.verb {
        Verb::Create => (
            "ICMS620",
            Class::Risky,
            LockLevel::ShareRowExclusive,
            "statements of the running release set it off too",
        ),
        Verb::Drop => {
            ("ICMS621", Class::Risky, LockLevel::AccessExclusive, "what it did no longer happens, from the commit on")
        }
        Verb::Alter => {
            ("ICMS623", Class::Safe, LockLevel::AccessExclusive, "triggers of one event fire in the order of their names")
        }
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    let Some(table) = case.old_table() else {
        return Some(Verdict::new(code, Class::Safe, "a trigger of a table that this script made").states("", touched.name));
    };
    let verdict = Verdict::new(code, class, message).locks(level, &table).states("", case.statement.normalized());
    Some(if class == Class::Safe { verdict } else { verdict.harm(Harm::RejectsWrites) })
}
