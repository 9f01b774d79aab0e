//! What of the database an item of a client belongs to: findings about it are about the item.

use icms_model::entity::{Cardinality, FieldArity, Relation};
use icms_model::{Index, IndexKey, KeyPart, ObjectKind, ObjectRef, QualifiedName, Uniqueness};
use icms_sql::Name;

use crate::relation;
use crate::shown::{Context, Shown, ShownField};

/// A constraint or a unique index of this name.
pub fn constraint(table: &QualifiedName, name: &str) -> Vec<ObjectRef> {
    let kinds = [
        ObjectKind::PrimaryKey,
        ObjectKind::Unique,
        ObjectKind::Check,
        ObjectKind::ForeignKey,
        ObjectKind::Index,
    ];
    kinds.map(|kind| ObjectRef::member(kind, table, &Name::new(name))).to_vec()
}

/// A column.
pub fn column(table: &QualifiedName, field: &ShownField<'_>) -> ObjectRef {
    ObjectRef::member(ObjectKind::Column, table, &field.field.column)
}

/// A column, and the foreign keys that give it its type.
pub fn of_field(context: &Context<'_>, shown: &Shown<'_>, field: &ShownField<'_>) -> Vec<ObjectRef> {
    let table = &shown.entity.table;
    let mut objects = vec![column(table, field)];
    if let Some(found) = context.input.schema.tables.named(table) {
        let keys = found.foreign_keys.iter().filter(|key| key.columns.contains(&field.field.column));
        objects.extend(keys.map(|key| ObjectRef::member(ObjectKind::ForeignKey, table, &key.name)));
    }
    objects
}

/// What makes a key, and its columns.
pub fn of_key(context: &Context<'_>, shown: &Shown<'_>, parts: &[&ShownField<'_>]) -> Vec<ObjectRef> {
    let columns: Vec<&Name> = parts.iter().map(|field| &field.field.column).collect();
    let mut objects = keys_over(context, &shown.entity.table, &columns);
    objects.extend(parts.iter().map(|field| column(&shown.entity.table, field)));
    objects
}

/// The keys and unique indexes of a table over exactly these columns.
fn keys_over(context: &Context<'_>, table: &QualifiedName, columns: &[&Name]) -> Vec<ObjectRef> {
    let Some(found) = context.input.schema.tables.named(table) else { return Vec::new() };
    let same = |of: &[Name]| of.len() == columns.len() && of.iter().all(|name| columns.contains(&name));
    let member = |kind, name: &Name| ObjectRef::member(kind, table, name);
    let primary = found.primary_key.iter().filter(|key| same(&key.columns));
    let mut objects: Vec<ObjectRef> = primary.map(|key| member(ObjectKind::PrimaryKey, &key.name)).collect();
    let uniques = found.uniques.iter().filter(|key| same(&key.columns));
    objects.extend(uniques.map(|key| member(ObjectKind::Unique, &key.name)));
    let unique = |index: &&Index| matches!(index.uniqueness, Uniqueness::Unique(_));
    let over = |index: &&Index| {
        let name = |key: &IndexKey| match &key.part {
            KeyPart::Column(name) => Some(name.clone()),
            KeyPart::Expression(_) => None,
        };
        let names: Option<Vec<Name>> = index.keys.iter().map(name).collect();
        names.is_some_and(|names| same(&names))
    };
    let indexes = found.indexes.iter().filter(unique).filter(over);
    objects.extend(indexes.map(|index| member(ObjectKind::Index, &index.name)));
    objects
}

/// The relations of a model: constants, the types of what they give, what they hang on.
pub fn relations(context: &Context<'_>, shown: &Shown<'_>) -> Vec<(String, String, Vec<ObjectRef>)> {
    let one = |seen: relation::Seen<'_>| {
        let (other, end) = (seen.other?, seen.end);
        let of = match end.arity {
            FieldArity::List => format!("Vec<{}>", other.structure()),
            FieldArity::Required => other.structure(),
            FieldArity::Optional => format!("Option<{}>", other.structure()),
        };
        Some((relation::constant(shown, &end.field), of, hangs_on(context, seen.relation, shown, other)))
    };
    let mut all: Vec<_> = relation::all(context, shown).into_iter().filter_map(one).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// The keys of a relation, or its table.
fn hangs_on(
    context: &Context<'_>,
    relation: &Relation,
    own: &Shown<'_>,
    other: &Shown<'_>,
) -> Vec<ObjectRef> {
    let mut objects = Vec::new();
    match &relation.cardinality {
        Cardinality::ManyToMany { table } => objects.push(ObjectRef::qualified(ObjectKind::Table, table)),
        Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => {
            let names: Vec<&Name> = columns.iter().map(|(name, _)| name).collect();
            for side in [own, other] {
                let table = &side.entity.table;
                let Some(found) = context.input.schema.tables.named(table) else { continue };
                let keys =
                    found.foreign_keys.iter().filter(|key| key.columns.iter().eq(names.iter().copied()));
                let keys: Vec<ObjectRef> =
                    keys.map(|key| ObjectRef::member(ObjectKind::ForeignKey, table, &key.name)).collect();
                if !keys.is_empty() {
                    objects.extend(keys);
                    objects.extend(keys_over(context, table, &names));
                    objects
                        .extend(names.iter().map(|name| ObjectRef::member(ObjectKind::Column, table, name)));
                }
            }
        }
    }
    objects.push(ObjectRef::qualified(ObjectKind::Table, &other.entity.table));
    objects
}
