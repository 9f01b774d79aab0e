//! A change that no other rule speaks of.

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible, Rule};

/// Silent when asked like the others: it speaks only where all of them were silent (see [`fallback`]).
pub(crate) const RULE: Rule = Rule {
    id: "unknown_change",
    codes: &["ICMS902"],
    page: include_str!("../../../../docs/rules/unknown_change.md"),
    judge: |_| None,
};

/// What cannot be judged must not pass.
pub(crate) fn fallback(case: &Case<'_>) -> Verdict {
    let message = format!("no rule knows how bad this is: {:?}", case.effect.action);
    Verdict::new("ICMS902", Class::Breaking, message)
        .old_client(OldClient::Fails)
        .reversible(Reversible::Irreversible)
        .harm(Harm::Unanalysable)
        .states("", case.statement.normalized())
}
