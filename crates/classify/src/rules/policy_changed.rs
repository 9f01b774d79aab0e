//! A row-level security policy comes, goes or says something else.

use icms_model::LockLevel;

use crate::case::Case;
use crate::unmanaged::{Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "policy_changed", ["ICMS704", "ICMS704b", "ICMS705", "ICMS706", "ICMS706b"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["policy"])?;
    let (code, class, old_client, message) = match touched.verb {
        Verb::Create if says(case, &["as", "restrictive"]) => (
            "ICMS704b",
            Class::Breaking,
            OldClient::Fails,
            "rows that a restrictive policy refuses are gone for everybody it is for",
        ),
        Verb::Create => ("ICMS704", Class::Risky, OldClient::Works, "roles may see and write more rows than before"),
        Verb::Drop => (
            "ICMS705",
            Class::Breaking,
            OldClient::Fails,
            "without a permissive policy rows disappear, without a restrictive one they show",
        ),
        Verb::Alter if says(case, &["rename", "to"]) => {
            ("ICMS706b", Class::Safe, OldClient::Works, "no statement names a policy")
        }
        Verb::Alter => {
            ("ICMS706", Class::Breaking, OldClient::Fails, "other rows than before are seen, written or refused")
        }
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    let Some(table) = case.old_table() else {
        return Some(Verdict::new(code, Class::Safe, "a policy of a table that this script made").states("", touched.name));
    };
    let verdict = Verdict::new(code, class, message)
        .locks(LockLevel::AccessExclusive, &table)
        .old_client(old_client)
        .states("", case.statement.normalized());
    Some(if code == "ICMS706b" { verdict } else { verdict.harm(Harm::ChangesAccess) })
}
