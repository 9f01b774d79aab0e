//! What a list of changes is about, without what merely comes along.

use std::collections::BTreeSet;

use icms_model::change::{ObjectChange, Side, Verb};
use icms_model::{Change, Column, MemberId, ObjectKind, ObjectRef, Pair, QualifiedName, Schema};

use super::words::snake;

/// One thing that is done to one object.
pub(super) struct Topic {
    pub(super) kind: ObjectKind,
    pub(super) verb: Verb,
    /// The object's own name, and its old one when it is renamed.
    pub(super) name: String,
    pub(super) old: String,
    /// The table around a member.
    pub(super) table: Option<String>,
    /// What of a column changes, where that is one thing.
    pub(super) detail: Detail,
}

/// What of an object changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Detail {
    None,
    Column(icms_model::change::ColumnAlteration),
    /// It refuses NULL from now on.
    Required,
    /// New values of an enum.
    Values(Vec<String>),
}

/// Every change that says something of its own.
pub(super) fn topics(changes: &[Change], schemas: Pair<&Schema>) -> Vec<Topic> {
    let whole: BTreeSet<QualifiedName> = changes
        .iter()
        .filter(|c| c.kind() == ObjectKind::Table && matches!(c.verb(), Verb::Create | Verb::Drop))
        .filter_map(|c| c.object(schemas).table())
        .collect();
    let alone = changes.len() == 1;
    changes
        .iter()
        .filter(|change| alone || !comes_along(change, &change.object(schemas), &whole, schemas))
        .map(|change| topic(change, schemas))
        .collect()
}

/// Members of tables that come or go, sequences of columns, comments: others speak for them.
fn comes_along(
    change: &Change,
    object: &ObjectRef,
    whole: &BTreeSet<QualifiedName>,
    schemas: Pair<&Schema>,
) -> bool {
    match change {
        Change::Comment(_) => true,
        Change::Sequence(sequence) => {
            let (id, side) = sequence.subject();
            side.of(schemas).sequences[*id].owner.is_some()
        }
        Change::Namespace(_)
        | Change::Extension(_)
        | Change::Enum(_)
        | Change::Table(_)
        | Change::Function(_)
        | Change::View(_) => false,
        Change::Column(_)
        | Change::PrimaryKey(_)
        | Change::Unique(_)
        | Change::Check(_)
        | Change::Index(_)
        | Change::ForeignKey(_) => object.table().is_some_and(|table| whole.contains(&table)),
    }
}

fn topic(change: &Change, schemas: Pair<&Schema>) -> Topic {
    let object = change.object(schemas);
    let own = |object: &ObjectRef| {
        snake(object.path.last().map_or("", |n| n.as_str()).split('(').next().unwrap_or(""))
    };
    let described = crate::describe(change, schemas);
    let old = described.before.as_deref().unwrap_or("").rsplit('.').next().unwrap_or("").to_owned();
    Topic {
        kind: change.kind(),
        verb: change.verb(),
        name: own(&object),
        old: if change.verb() == Verb::Rename { snake(&old) } else { String::new() },
        table: object.table().filter(|_| object.path.len() > 2).map(|table| snake(table.name.as_str())),
        detail: detail(change, schemas),
    }
}

fn detail(change: &Change, schemas: Pair<&Schema>) -> Detail {
    match change {
        Change::Column(ObjectChange::Alter(ids, what)) => match what.as_slice() {
            [icms_model::change::ColumnAlteration::NotNull] if required(&ids.after, schemas) => {
                Detail::Required
            }
            [one] => Detail::Column(*one),
            _ => Detail::None,
        },
        Change::Enum(ObjectChange::Alter(ids, _)) => {
            let (before, after) = (&schemas.before.enums[ids.before], &schemas.after.enums[ids.after]);
            let new = after.values.iter().filter(|value| !before.values.contains(value));
            Detail::Values(new.map(|value| snake(value.as_str())).collect())
        }
        Change::Namespace(_)
        | Change::Extension(_)
        | Change::Enum(_)
        | Change::Sequence(_)
        | Change::Table(_)
        | Change::Column(_)
        | Change::PrimaryKey(_)
        | Change::Unique(_)
        | Change::Check(_)
        | Change::Index(_)
        | Change::ForeignKey(_)
        | Change::Function(_)
        | Change::View(_)
        | Change::Comment(_) => Detail::None,
    }
}

fn required(id: &MemberId<Column>, schemas: Pair<&Schema>) -> bool {
    Side::After.of(schemas).member(id).is_some_and(|column| column.not_null)
}
