//! A table under another name or in another namespace.

use icms_model::{LockLevel, ObjectKind, ObjectRef};
use icms_model::effect::{Action, ObjectAction, TableAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "table_renamed", ["ICMS106", "ICMS106b", "ICMS107"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Table(TableAction::Rename { to }) = &case.effect.action else { return None };
    let from = case.table_name()?;
    let (code, message) = if from.namespace == to.namespace {
        ("ICMS106", "the table gets another name: every statement of the running release that names it fails")
    } else {
        ("ICMS107", "the table moves to another namespace: statements of the running release no longer find it")
    };
    let states = |v: Verdict| v.states(from.to_string(), to.to_string());
    if case.on_new_table() {
        return Some(states(Verdict::new(code, Class::Safe, "a table that this script made gets its final name")));
    }
    if view_in_its_place(case) {
        let message = "the table gets another name, and a view keeps the old one alive";
        let verdict = Verdict::new("ICMS106b", Class::Safe, message).locks(LockLevel::AccessExclusive, &from);
        return Some(states(verdict));
    }
    Some(states(
        Verdict::new(code, Class::Risky, message)
            .remedy("create a view with the old name in the same transaction, and drop it in the next release")
            .locks(LockLevel::AccessExclusive, &from)
            .old_client(OldClient::Fails)
            .harm(Harm::BreaksReaders)
            .harm(Harm::RejectsWrites),
    ))
}

/// A later statement of the script makes a view under the old name.
fn view_in_its_place(case: &Case<'_>) -> bool {
    let view = ObjectRef::new(ObjectKind::View, case.effect.object.path.iter().cloned());
    case.whole
        .effects_on(&view)
        .any(|(at, e)| at > case.at && matches!(e.action, Action::Object(ObjectAction::Create { .. })))
}
