//! An enum made anew with fewer values, or in another order.

use std::collections::BTreeSet;

use icms_model::effect::{Action, ColumnAction, EnumAction};
use icms_model::{ObjectKind, QualifiedName};
use icms_sql::Name;

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! { "enum_value_removed", ["ICMS506", "ICMS507"] }

/// Asked at the statement that takes a column over to the type of the same name with other values.
fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Type { types, .. }) = &case.effect.action else { return None };
    if crate::rules::column_type_refused::refused(case).is_some() {
        return None;
    }
    let (before, after) = (values(case, types.before.user_type()?)?, values(case, types.after.user_type()?)?);
    let kept: BTreeSet<&Name> = after.iter().collect();
    let gone: Vec<String> = before.iter().filter(|v| !kept.contains(v)).map(ToString::to_string).collect();
    let list = |all: &[Name]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let table = case.table_name()?;
    let verdict = if gone.is_empty() {
        Verdict::new("ICMS507", Class::Risky, "the order of values changes, and the table is written anew")
    } else {
        Verdict::new("ICMS506", Class::Breaking, format!("rows with {} make it fail, and so do statements that write them", gone.join(", ")))
            .remedy("move the rows to other values first; facts can show that none is left")
            .fails_with("22P02")
            .old_client(OldClient::Fails)
            .harm(Harm::RejectsWrites)
            .reversible(Reversible::Lossy)
    };
    let verdict = verdict.states(list(&before), list(&after)).locks(icms_model::LockLevel::AccessExclusive, &table);
    Some(if case.on_new_table() { verdict } else { verdict.rewrites(&table).scans(&table) })
}

fn values(case: &Case<'_>, name: &QualifiedName) -> Option<Vec<Name>> {
    let found = case.before().enums.named(name).or_else(|| case.after().enums.named(name))?;
    Some(found.values.clone())
}

/// Whether the effect takes a column from one enum to another.
pub(crate) fn speaks_of(case: &Case<'_>) -> bool {
    let Action::Column(ColumnAction::Type { types, .. }) = &case.effect.action else { return false };
    let is_enum = |ty: &icms_model::DataType| ty.user_type().and_then(|name| values(case, name)).is_some();
    is_enum(&types.before) && is_enum(&types.after)
}

/// Whether the script takes columns from or to this enum: renaming and dropping it are steps of a rebuild then.
pub(crate) fn is_rebuilt(case: &Case<'_>) -> bool {
    case.kind() == ObjectKind::Enum && names_of(case).iter().any(|name| case.whole.retyped.contains(name))
}

/// The enum's own name, and the one it is renamed to.
fn names_of(case: &Case<'_>) -> Vec<QualifiedName> {
    let own = match case.effect.object.path.as_slice() {
        [namespace, name] => Some(QualifiedName::new(namespace.clone(), name.clone())),
        _ => None,
    };
    let new = if let Action::Enum(EnumAction::Rename(to)) = &case.effect.action { Some(to.clone()) } else { None };
    own.into_iter().chain(new).collect()
}
