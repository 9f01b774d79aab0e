//! Something belongs to another role.

use icms_model::LockLevel;
use icms_model::effect::{Action, TableAction};

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "owner_changed", ["ICMS112"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let verdict = || {
        Verdict::new("ICMS112", Class::Breaking, "it belongs to another role: foreign keys, views and definer functions use the owner's rights")
            .remedy("grant the new owner rights on both sides of every foreign key first")
            .old_client(OldClient::Fails)
            .harm(Harm::ChangesAccess)
            .states("", case.statement.normalized())
    };
    if matches!(case.effect.action, Action::Table(TableAction::Owner)) {
        let Some(table) = case.old_table() else {
            let message = "a table that this script made gets its owner";
            return Some(Verdict::new("ICMS112", Class::Safe, message).states("", case.statement.normalized()));
        };
        return Some(verdict().locks(LockLevel::AccessExclusive, &table));
    }
    (touched(case, &["owner"])?.verb == Verb::Alter).then(verdict)
}
