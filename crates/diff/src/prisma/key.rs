//! Keys and indexes as Prisma's language sees them: a unique constraint is a unique index.

use icms_model::change::{ObjectChange, Side};
use icms_model::{
    Change, Index, IndexKey, KeyPart, Member, MemberId, ObjectKind, Pair, PrimaryKey, SortOrder, Unique,
    Uniqueness,
};
use icms_sql::Name;

use super::join_table::{is_join_key, is_join_table};
use crate::comparison::{Comparison, Doubt};
use crate::index::same_predicate;
use crate::member::{self, Tables};

/// A unique constraint or an index.
#[derive(Clone, Copy)]
enum Key<'m> {
    Constraint(&'m Unique),
    Index(&'m Index),
}

/// Compares primary key, unique constraints and indexes of one table.
pub(crate) fn compare(cmp: &mut Comparison<'_>, tables: Tables<'_>) {
    let joins = is_join_table(tables.both);
    if !joins || tables.both.before.primary_key.is_some() == tables.both.after.primary_key.is_some() {
        member::compare::<PrimaryKey>(cmp, tables);
    }
    if !cmp.bounds.speaks_of(ObjectKind::Index) {
        return;
    }
    let lists = tables.both.map(|table| {
        let indexes = table.indexes.iter().filter(|index| !(joins && is_join_key(index)));
        table.uniques.iter().map(Key::Constraint).chain(indexes.map(Key::Index)).collect::<Vec<_>>()
    });
    compare_keys(cmp, tables, lists);
}

fn compare_keys<'m>(cmp: &mut Comparison<'_>, tables: Tables<'_>, lists: Pair<Vec<Key<'m>>>) {
    let mut left = lists.before;
    let mut origins: Vec<Option<Key<'m>>> = lists
        .after
        .iter()
        .map(|key| {
            let name = before_name(cmp, tables, *key);
            left.iter().position(|old| *old.name() == name).map(|at| left.remove(at))
        })
        .collect();
    left.retain(|key| key.can_be_said(cmp, Side::Before));
    for (key, origin) in lists.after.iter().zip(&mut origins).filter(|(_, origin)| origin.is_none()) {
        let twin = left.iter().position(|old| same(cmp, tables, Pair::new(*old, *key), Doubt::Differ));
        *origin = twin.map(|at| left.remove(at));
    }
    for (key, origin) in lists.after.into_iter().zip(origins) {
        match origin {
            Some(old) if same(cmp, tables, Pair::new(old, key), Doubt::Ask) => {
                rename(cmp, tables, Pair::new(old, key));
            }
            Some(old) => {
                old.remove(cmp, tables);
                key.create(cmp, tables);
            }
            None if key.can_be_said(cmp, Side::After) => key.create(cmp, tables),
            None => {}
        }
    }
    left.into_iter().for_each(|key| key.remove(cmp, tables));
}

fn before_name(cmp: &Comparison<'_>, tables: Tables<'_>, key: Key<'_>) -> Name {
    let kind = match key {
        Key::Constraint(_) => ObjectKind::Unique,
        Key::Index(_) => ObjectKind::Index,
    };
    cmp.renames.member_before(kind, &tables.both.after.name, key.name())
}

/// A constraint that becomes an index by name alone stays a constraint: its rename renames its index.
fn rename(cmp: &mut Comparison<'_>, tables: Tables<'_>, keys: Pair<Key<'_>>) {
    if keys.before.name() == keys.after.name() {
        return;
    }
    let (before, after) = (keys.before.name().clone(), keys.after.name().clone());
    cmp.push(match keys.before {
        Key::Constraint(_) => Change::Unique(ObjectChange::Rename(Pair::new(
            MemberId::new(tables.ids.before, before),
            MemberId::new(tables.ids.after, after),
        ))),
        Key::Index(_) => Change::Index(ObjectChange::Rename(Pair::new(
            MemberId::new(tables.ids.before, before),
            MemberId::new(tables.ids.after, after),
        ))),
    });
}

/// Whether two keys differ at most in what the language cannot say, and in name.
fn same(cmp: &mut Comparison<'_>, tables: Tables<'_>, keys: Pair<Key<'_>>, doubt: Doubt) -> bool {
    match (keys.before, keys.after) {
        (Key::Constraint(b), Key::Constraint(a)) => {
            cmp.renames.same_columns(&tables.both.before.name, Pair::new(&b.columns, &a.columns))
        }
        (Key::Constraint(constraint), Key::Index(index)) => {
            same_unique(cmp, tables, constraint, index, Side::Before)
        }
        (Key::Index(index), Key::Constraint(constraint)) => {
            same_unique(cmp, tables, constraint, index, Side::After)
        }
        (Key::Index(b), Key::Index(a)) => same_index(cmp, tables, Pair::new(b, a), doubt),
    }
}

/// Whether a constraint (of this side) and an index (of the other) are the same key.
fn same_unique(
    cmp: &Comparison<'_>,
    tables: Tables<'_>,
    constraint: &Unique,
    index: &Index,
    side: Side,
) -> bool {
    let columns: Option<Vec<Name>> = index.keys.iter().map(column_of).collect();
    let (Some(columns), Uniqueness::Unique(_)) = (columns, index.uniqueness) else { return false };
    let pair = match side {
        Side::Before => Pair::new(constraint.columns.as_slice(), columns.as_slice()),
        Side::After => Pair::new(columns.as_slice(), constraint.columns.as_slice()),
    };
    cmp.renames.same_columns(&tables.both.before.name, pair)
        && (index.predicate.is_none() || !cmp.bounds.predicates())
}

fn same_index(cmp: &mut Comparison<'_>, tables: Tables<'_>, indexes: Pair<&Index>, doubt: Doubt) -> bool {
    let Pair { before, after } = indexes;
    // of the same name and beyond the language: there is nothing to compare but that both are there
    let sayable = cmp.bounds.can_say(Side::Before, before) && cmp.bounds.can_say(Side::After, after);
    let unique = indexes.map(|i| matches!(i.uniqueness, Uniqueness::Unique(_)));
    if !sayable && before.name == after.name {
        return unique.before == unique.after;
    }
    unique.before == unique.after
        && before.method == after.method
        && before.keys.len() == after.keys.len()
        && before.keys.iter().zip(&after.keys).all(|(b, a)| same_key(cmp, tables, Pair::new(b, a)))
        && (!cmp.bounds.predicates() || same_predicate(cmp, tables, indexes, doubt))
}

fn same_key(cmp: &Comparison<'_>, tables: Tables<'_>, keys: Pair<&IndexKey>) -> bool {
    let Pair { before: Some(before), after: Some(after) } = keys.map(column_of) else { return false };
    cmp.renames.same_column(&tables.both.before.name, &before, &after)
        && keys.before.operator_class == keys.after.operator_class
        && descends(keys.before) == descends(keys.after)
}

const fn descends(key: &IndexKey) -> bool {
    matches!(key.order, SortOrder::Descending)
}

/// The column that a key is, if it is one.
pub(super) fn column_of(key: &IndexKey) -> Option<Name> {
    match &key.part {
        KeyPart::Column(name) => Some(name.clone()),
        KeyPart::Expression(_) => None,
    }
}

impl<'m> Key<'m> {
    fn name(self) -> &'m Name {
        match self {
            Self::Constraint(unique) => Member::name(unique),
            Self::Index(index) => Member::name(index),
        }
    }

    fn can_be_said(self, cmp: &Comparison<'_>, side: Side) -> bool {
        match self {
            Self::Constraint(_) => true,
            Self::Index(index) => cmp.bounds.can_say(side, index),
        }
    }

    fn create(self, cmp: &mut Comparison<'_>, tables: Tables<'_>) {
        match self {
            Self::Constraint(unique) => member::create(cmp, tables.ids.after, unique),
            Self::Index(index) => member::create(cmp, tables.ids.after, index),
        }
    }

    fn remove(self, cmp: &mut Comparison<'_>, tables: Tables<'_>) {
        match self {
            Self::Constraint(unique) => member::remove(cmp, tables.ids.before, unique),
            Self::Index(index) => member::remove(cmp, tables.ids.before, index),
        }
    }
}
