//! A new table.

use icms_model::LockLevel;
use icms_model::effect::{Action, Guard, TableAction};

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, Reversible};

crate::rules::rule! { "table_created", ["ICMS101", "ICMS102"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let special = touched(case, &["partitioned table", "typed table"]);
    if special.is_some_and(|t| t.verb == Verb::Create) {
        let verdict = Verdict::new("ICMS101", Class::Safe, "a new table: nobody uses it yet");
        return Some(verdict.states("", case.statement.normalized()));
    }
    let Action::Table(TableAction::Create { guard }) = case.effect.action else { return None };
    if guard == Guard::Skipped {
        return None;
    }
    let table = case.table_after()?;
    let known = |name: &icms_model::QualifiedName| *name != table.name && !case.whole.born.contains(name);
    let mut parents: Vec<_> = table.foreign_keys.iter().map(|key| &key.references).filter(|n| known(n)).collect();
    parents.sort();
    parents.dedup();
    let (code, message) = if parents.is_empty() {
        ("ICMS101", "a new table: nobody uses it yet")
    } else {
        ("ICMS102", "a new table; its foreign keys lock the referenced tables against writes for a moment")
    };
    let verdict = Verdict::new(code, Class::Safe, message)
        .reversible(Reversible::Lossy)
        .states("", format!("table of {} columns", table.columns.len()));
    Some(parents.into_iter().fold(verdict, |v, parent| v.locks(LockLevel::ShareRowExclusive, parent)))
}
