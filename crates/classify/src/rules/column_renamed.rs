//! A column under another name.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "column_renamed", ["ICMS224"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Rename { to }) = &case.effect.action else { return None };
    let from = case.member()?;
    let Some(table) = case.old_table() else {
        let verdict = Verdict::new("ICMS224", Class::Safe, "a column of a table that this script made gets its final name");
        return Some(verdict.states(from.as_str(), to.as_str()));
    };
    let message = format!("the column is called {to} from now on: statements of the running release that name it fail");
    Some(
        Verdict::new("ICMS224", Class::Risky, message)
            .remedy("add the new column, write both, move readers, and drop the old one in a later release")
            .locks(LockLevel::AccessExclusive, &table)
            .old_client(OldClient::Fails)
            .harm(Harm::BreaksReaders)
            .harm(Harm::RejectsWrites)
            .states(from.as_str(), to.as_str()),
    )
}
