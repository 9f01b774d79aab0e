//! An exclusion constraint comes or goes.

use icms_model::LockLevel;

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient, Reversible};

crate::rules::rule! { "exclusion_changed", ["ICMS324", "ICMS325"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["exclusion constraint"])?;
    let dropped = touched.verb == Verb::Drop;
    let code = if dropped { "ICMS325" } else { "ICMS324" };
    let Some(table) = case.old_table() else {
        return Some(Verdict::new(code, Class::Safe, "rows of a table that this script made").states("", touched.name));
    };
    let verdict = if dropped {
        Verdict::new(code, Class::Safe, "rows that excluded each other are accepted from now on")
            .reversible(Reversible::Lossy)
            .states(touched.name, "")
    } else {
        Verdict::new(code, Class::Risky, "rows that exclude each other make it fail; its index is built while everybody waits")
            .remedy("there is no way without the lock: look for such rows first, and set a lock_timeout")
            .scans(&table)
            .impact(Impact::BlocksAll)
            .fails_with("23P01")
            .old_client(OldClient::FailsOnNewData)
            .harm(Harm::RejectsWrites)
            .states("", case.statement.normalized())
    };
    Some(verdict.locks(LockLevel::AccessExclusive, &table))
}
