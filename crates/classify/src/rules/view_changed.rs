//! A view that is replaced, altered or refreshed.

use icms_model::effect::{Action, IndexBuild, ObjectAction};
use icms_model::{LockLevel, ObjectKind, QualifiedName};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "view_changed", ["ICMS602", "ICMS603", "ICMS609", "ICMS610", "ICMS625"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::View {
        return None;
    }
    let name = crate::rules::sequence_dropped::sequence(case)?;
    let exclusive = |v: Verdict| v.locks(LockLevel::AccessExclusive, &name);
    let Action::Object(action) = &case.effect.action else { return None };
    let verdict = match action {
        ObjectAction::Replace if columns_go(case, &name) => {
            Verdict::new("ICMS603", Class::Risky, "this always fails: OR REPLACE can only add columns at the end")
                .remedy("DROP VIEW and CREATE VIEW in one transaction, with its grants")
                .fails_with("42P16")
                .old_client(OldClient::Fails)
        }
        ObjectAction::Replace => {
            exclusive(Verdict::new("ICMS602", Class::Safe, "the view shows what its new query says; its columns stay"))
        }
        ObjectAction::Alter => exclusive(
            Verdict::new("ICMS625", Class::Breaking, "options of a view decide whose rights count")
                .old_client(OldClient::Fails)
                .harm(Harm::ChangesAccess),
        ),
        ObjectAction::Refresh(IndexBuild::Blocking) => {
            exclusive(Verdict::new("ICMS609", Class::Risky, "readers wait for as long as the query takes").rewrites(&name).scans(&name))
        }
        ObjectAction::Refresh(IndexBuild::Concurrent) => {
            Verdict::new("ICMS610", Class::Safe, "readers go on").locks(LockLevel::Exclusive, &name).scans(&name)
        }
        ObjectAction::Create { .. }
        | ObjectAction::Drop { .. }
        | ObjectAction::Rename { .. }
        | ObjectAction::Restart
        | ObjectAction::OwnedBy
        | ObjectAction::Comment => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

/// Whether the columns that the view had are no longer the first ones, as far as they are known.
fn columns_go(case: &Case<'_>, name: &QualifiedName) -> bool {
    let before = case.before().views.named(name).map_or(&[][..], |v| &v.columns);
    let after = case.after().views.named(name).map_or(&[][..], |v| &v.columns);
    !before.is_empty() && !after.is_empty() && !after.starts_with(before)
}
