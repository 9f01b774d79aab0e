//! A composite type comes, or its attributes change.

use crate::case::Case;
use crate::unmanaged::{Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! {
    "composite_type_changed",
    ["ICMS521", "ICMS522", "ICMS523", "ICMS523b", "ICMS523c"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["composite type"])?;
    let verdict = match touched.verb {
        Verb::Create => Verdict::new("ICMS521", Class::Safe, "a new type: nobody uses it yet"),
        Verb::Alter => altered(case, touched.name)?,
        Verb::Drop | Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

fn altered(case: &Case<'_>, name: &str) -> Option<Verdict> {
    let used = !case.columns_of_type(name).is_empty();
    if says(case, &["drop", "attribute"]) {
        let message = "the attribute goes out of every stored value, without a lock on the tables that hold them";
        let verdict = Verdict::new("ICMS523b", Class::Breaking, message)
            .loses("the attribute's values")
            .old_client(OldClient::Fails)
            .reversible(Reversible::Irreversible);
        return Some(if used { verdict } else { verdict.fact("no column has the type") });
    }
    if says(case, &["alter", "attribute"]) {
        return Some(if used {
            Verdict::refused("ICMS523", "0A000", "this always fails: a column has the type")
                .remedy("make a new type and move the column over")
        } else {
            Verdict::new("ICMS523", Class::Safe, "no stored value changes").fact("no column has the type")
        });
    }
    if says(case, &["add", "attribute"]) || says(case, &["rename", "attribute"]) {
        return Some(if used {
            let message = "stored values are rows of another shape: clients that decode them by position fail";
            Verdict::new("ICMS523c", Class::Risky, message).old_client(OldClient::FailsOnNewData)
        } else {
            Verdict::new("ICMS522", Class::Safe, "no column has the type")
        }
        .reversible(Reversible::Lossy));
    }
    None
}
