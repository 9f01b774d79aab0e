//! A new view or materialized view.

use icms_model::effect::{Action, Guard, ObjectAction};
use icms_model::{ObjectKind, QualifiedName, View, ViewKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "view_created", ["ICMS601", "ICMS604", "ICMS608", "ICMS612"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Create { guard }) = case.effect.action else { return None };
    if case.kind() != ObjectKind::View || guard == Guard::Skipped {
        return None;
    }
    let name = crate::rules::sequence_dropped::sequence(case)?;
    let view = case.after().views.named(&name)?;
    let kept = view.kind == ViewKind::Materialized;
    let verdict = match (crate::rules::view_dropped::is_recreated(case), kept) {
        (true, false) => Verdict::new("ICMS604", Class::Risky, "the view is made anew: grants on it are gone")
            .remedy("grant again in the same transaction")
            .old_client(readers(case, view)),
        (true, true) => {
            Verdict::new("ICMS612", Class::Risky, "the materialized view is made anew: its indexes and grants are gone")
                .remedy("build it under another name, with its indexes, then rename both in one transaction")
        }
        (false, false) => Verdict::new("ICMS601", Class::Safe, "a new view: nobody uses it yet"),
        (false, true) => Verdict::new("ICMS608", Class::Safe, "a new materialized view: nobody uses it yet")
            .remedy("WITH NO DATA, then REFRESH, when the query is slow"),
    };
    let verdict = verdict.states("", case.statement.normalized());
    Some(if kept { read(case, view).iter().fold(verdict, |v, table| v.scans(table)) } else { verdict })
}

/// Whether the view had columns before the script that it no longer has.
fn readers(case: &Case<'_>, view: &View) -> OldClient {
    let first = case.whole.steps.first().and_then(|step| step.before.views.named(&view.name));
    let gone = first.is_some_and(|old| old.columns.iter().any(|column| !view.columns.contains(column)));
    if gone { OldClient::Fails } else { OldClient::Works }
}

/// The tables that its query reads and that were there before.
fn read(case: &Case<'_>, view: &View) -> Vec<QualifiedName> {
    let mut tables: Vec<QualifiedName> = view.depends.iter().filter_map(icms_model::ObjectRef::table).collect();
    tables.sort();
    tables.dedup();
    tables.retain(|table| case.was_there(table));
    tables
}
