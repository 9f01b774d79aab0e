//! A table that goes, with its rows.

use icms_model::effect::{Action, Behavior, Guard, TableAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::unmanaged::{Touched, Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! { "table_dropped", ["ICMS103", "ICMS104", "ICMS105"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if let Some(touched) = touched(case, &["table"]) {
        return special(case, touched);
    }
    let Action::Table(TableAction::Drop { behavior, guard }) = case.effect.action else {
        return crate::held::held(case, ObjectKind::Table, "ICMS104");
    };
    if guard == Guard::Skipped {
        return None;
    }
    let name = case.table_name()?;
    let (code, message) = match behavior {
        Behavior::Restrict => ("ICMS103", "the table goes, with all its rows"),
        Behavior::Cascade => ("ICMS105", "the table goes with all its rows, and CASCADE silently takes foreign keys and views elsewhere along"),
    };
    let columns = case.table_before().map_or(0, |t| t.columns.len());
    let verdict = Verdict::new(code, Class::Breaking, message)
        .remedy("stop using it in one release, rename it to _deprecated_<name> in the next, and drop it after a backup")
        .locks(LockLevel::AccessExclusive, &name)
        .old_client(OldClient::Fails)
        .harm(Harm::BreaksReaders)
        .harm(Harm::RejectsWrites)
        .reversible(Reversible::Irreversible)
        .states(format!("table of {columns} columns"), "");
    // A table that this script made has no rows of anybody else.
    if case.on_new_table() {
        return Some(verdict);
    }
    Some(match case.table_facts() {
        Some(facts) if !facts.has_rows => verdict.fact("the table has no rows"),
        _ => verdict.loses("all rows of the table"),
    })
}

/// A partitioned, inheriting, typed or foreign table; partitions have a rule of their own.
fn special(case: &Case<'_>, touched: Touched<'_>) -> Option<Verdict> {
    let partition = case.before().unmanaged.iter().any(|o| *o.kind == *"partition" && *o.name == *touched.name);
    if touched.verb != Verb::Drop || partition {
        return None;
    }
    Some(
        Verdict::new("ICMS103", Class::Breaking, "the table goes, with all its rows")
            .locks(LockLevel::AccessExclusive, &case.table_name()?)
            .loses("all rows of the table")
            .old_client(OldClient::Fails)
            .harm(Harm::BreaksReaders)
            .harm(Harm::RejectsWrites)
            .reversible(Reversible::Irreversible)
            .states(touched.name, ""),
    )
}
