//! What subscribers of logical replication get.

use icms_model::LockLevel;

use crate::case::Case;
use crate::unmanaged::{Verb, definition, path_after, touched};
use crate::verdict::Verdict;
use crate::{Class, Reversible};

crate::rules::rule! { "publication_changed", ["ICMS839", "ICMS840"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["publication"])?;
    let made = definition(case.before(), &["publication"], touched.name).unwrap_or_default();
    let (verdict, text) = match touched.verb {
        Verb::Create | Verb::Alter => (
            Verdict::new("ICMS839", Class::Risky, "subscribers get other rows; without a replica identity UPDATE and DELETE fail"),
            case.statement.text(),
        ),
        Verb::Drop => (
            Verdict::new("ICMS840", Class::Breaking, "subscribers stop with an error, and what is written meanwhile is missing there")
                .loses("changes that subscribers miss")
                .reversible(Reversible::Lossy),
            made,
        ),
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    let table = path_after(case, text, &["table"]).filter(|table| case.was_there(table));
    let verdict = verdict.states("", case.statement.normalized());
    Some(table.iter().fold(verdict, |v, table| v.locks(LockLevel::ShareUpdateExclusive, table)))
}
