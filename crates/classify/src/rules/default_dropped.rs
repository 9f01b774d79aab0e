//! A default that goes.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "default_dropped", ["ICMS230", "ICMS231"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::DropDefault) = case.effect.action else { return None };
    let before = case.column_before()?;
    let shown = format!("{:?}", before.default);
    // Without a default there is nothing to drop; a later statement that sets one again only replaces it.
    let set_again = case.same_object().any(|e| matches!(e.action, Action::Column(ColumnAction::SetDefault { .. })));
    let verdict = if before.not_null && before.default.is_some() && !set_again && !case.on_new_table() {
        Verdict::new("ICMS230", Class::Risky, "INSERTs without this required column fail")
            .remedy("release a client that always writes the column first")
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites)
    } else {
        Verdict::new("ICMS231", Class::Safe, "an INSERT without the column gets NULL")
    };
    Some(verdict.states(shown, "").locks(LockLevel::AccessExclusive, &case.table_name()?))
}
