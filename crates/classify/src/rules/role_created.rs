//! A new role.

use crate::Class;
use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;

crate::rules::rule! { "role_created", ["ICMS711"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    (touched(case, &["role"])?.verb == Verb::Create).then(|| {
        Verdict::new("ICMS711", Class::Safe, "a role belongs to the whole cluster, not to this database")
            .states("", case.statement.normalized())
    })
}
