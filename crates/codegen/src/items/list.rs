//! The items of a client that code can name, with their types.

use icms_model::entity::{Cardinality, FieldArity, Relation, RelationEnd};
use icms_model::{Index, IndexKey, KeyPart, ObjectKind, ObjectRef, QualifiedName, Uniqueness};
use icms_sql::Name;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use crate::input::{Input, UnknownValues};
use crate::layout;
use crate::shown::{self, Context, Shown, ShownField};
use crate::{composite, constraint, domain, key, name, new, patch, relation};

/// Something that code can name.
pub struct Item {
    /// As code names it.
    pub name: String,
    /// Its type; empty where that is its name.
    pub of: String,
    /// The item that it goes with, of those before it.
    pub owner: String,
    /// What of the database it belongs to.
    pub objects: Vec<ObjectRef>,
    /// Whether code must name it.
    pub demand: Demand,
}

/// Whether code must name an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Only where it is used.
    Use,
    /// Wherever all of its kind are named.
    Whole,
}

/// Every item of a client.
pub fn all(input: Input<'_>) -> Vec<Item> {
    let graph = composite::readable(input.graph);
    let input = Input { graph: &graph, ..input };
    let scope = shown::scope(&graph);
    let all = shown::all(&graph, input.options, &scope);
    let context = Context { input, all: &all, page: layout::FILE, scope: &scope };
    let mut items = types(&context);
    items.extend(all.iter().flat_map(|shown| model(&context, shown)));
    items
}

/// Enums, domains and composite types.
fn types(context: &Context<'_>) -> Vec<Item> {
    let graph = context.input.graph;
    let mut items = Vec::new();
    for of in &graph.enums {
        let objects = vec![ObjectRef::qualified(ObjectKind::Enum, &of.database)];
        let owner = context.scope.enumeration(&of.name);
        let demand = match context.options().unknown_values {
            UnknownValues::Refuse => Demand::Whole,
            UnknownValues::Keep => Demand::Use,
        };
        let variants: Vec<Item> = of
            .values
            .iter()
            .map(|(value, _)| Item {
                name: format!("{owner}::{}", name::variant(value)),
                of: String::new(),
                owner: owner.clone(),
                objects: objects.clone(),
                demand,
            })
            .collect();
        items.push(used(owner, String::new(), "", objects));
        items.extend(variants);
    }
    for of in graph.domains.iter().filter(|of| domain::is_shown(of)) {
        items.push(used(name::structure(&of.name), domain::bottom(of, context).full(), "", Vec::new()));
    }
    for of in graph.composites.iter().filter(|of| composite::is_shown(of)) {
        let owner = name::structure(&of.name);
        items.push(used(owner.clone(), String::new(), "", Vec::new()));
        items.extend(composite::types(of, context).into_iter().map(|(field, of)| Item {
            demand: Demand::Whole,
            ..used(format!("{owner}.{field}"), of, &owner, Vec::new())
        }));
    }
    items
}

/// An item that only its users name.
fn used(name: String, of: String, owner: &str, objects: Vec<ObjectRef>) -> Item {
    Item { name, of, owner: owner.to_owned(), objects, demand: Demand::Use }
}

/// The module of a model, and everything in it.
fn model(context: &Context<'_>, shown: &Shown<'_>) -> Vec<Item> {
    let (module, table) = (shown.module(), &shown.entity.table);
    let whole = [ObjectKind::Table, ObjectKind::View].map(|kind| ObjectRef::qualified(kind, table)).to_vec();
    let mut items = vec![used(module.clone(), String::new(), "", whole)];
    let mut add =
        |name: String, of: String, objects: Vec<ObjectRef>| items.push(used(name, of, &module, objects));
    if let (Some(id), [at]) = (&shown.id_type, shown.entity.id.as_slice())
        && let Some(field) = shown.fields.iter().find(|field| field.at == *at)
    {
        add(id.clone(), field.rust.inner.clone(), vec![column(table, field)]);
    }
    for field in &shown.fields {
        let (of, objects) = (field.rust.full(), with_keys(context, shown, field));
        add(format!("{module}::{}", field.constant()), of.clone(), objects.clone());
        add(format!("{}.{}", shown.structure(), field.ident()), of.clone(), objects.clone());
        if shown.is_table() && patch::can_change(field) {
            add(format!("{}.{}", shown.patch_type(), field.ident()), of, objects);
        }
    }
    for (title, parts) in key::keys(shown) {
        let of: Vec<&str> = parts.iter().map(|field| field.rust.value.as_str()).collect();
        let objects = key_objects(context, shown, &parts);
        add(format!("{module}::by_{title}"), of.join(", "), objects.clone());
        if shown.is_table() && parts.iter().all(|field| new::can_be_given(field)) {
            add(format!("{module}::upsert_by_{title}"), String::new(), objects);
        }
    }
    if let Some(parts) = shown.parts(&shown.entity.id).filter(|_| shown.is_table()) {
        let of: Vec<&str> = parts.iter().map(|field| field.rust.value.as_str()).collect();
        for function in ["update", "delete"] {
            add(format!("{module}::{function}"), of.join(", "), key_objects(context, shown, &parts));
        }
    }
    for (name, of, objects) in relations(context, shown) {
        add(format!("{module}::{name}"), of, objects);
    }
    for (constant, name) in constraint::constants(context, shown) {
        let kinds = [
            ObjectKind::PrimaryKey,
            ObjectKind::Unique,
            ObjectKind::Check,
            ObjectKind::ForeignKey,
            ObjectKind::Index,
        ];
        let objects = kinds.map(|kind| ObjectRef::member(kind, table, &Name::new(&name))).to_vec();
        add(format!("{module}::constraint::{constant}"), String::new(), objects);
    }
    let given = shown.fields.iter().filter(|field| shown.is_table() && new::can_be_given(field));
    items.extend(given.map(|field| Item {
        demand: if new::is_optional(field) { Demand::Use } else { Demand::Whole },
        ..used(
            format!("{}.{}", shown.new_type(), field.ident()),
            new::given_type(field),
            &module,
            with_keys(context, shown, field),
        )
    }));
    items
}

fn column(table: &QualifiedName, field: &ShownField<'_>) -> ObjectRef {
    ObjectRef::member(ObjectKind::Column, table, &field.field.column)
}

/// A column, and the foreign keys that give it its type.
fn with_keys(context: &Context<'_>, shown: &Shown<'_>, field: &ShownField<'_>) -> Vec<ObjectRef> {
    let table = &shown.entity.table;
    let mut objects = vec![column(table, field)];
    if let Some(found) = context.input.schema.tables.named(table) {
        let keys = found.foreign_keys.iter().filter(|key| key.columns.contains(&field.field.column));
        objects.extend(keys.map(|key| ObjectRef::member(ObjectKind::ForeignKey, table, &key.name)));
    }
    objects
}

/// What makes a key, and its columns.
fn key_objects(context: &Context<'_>, shown: &Shown<'_>, parts: &[&ShownField<'_>]) -> Vec<ObjectRef> {
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
fn relations(context: &Context<'_>, shown: &Shown<'_>) -> Vec<(String, String, Vec<ObjectRef>)> {
    let graph = &context.input.graph.graph;
    let outgoing = graph.edges_directed(shown.id, Direction::Outgoing);
    let outgoing = outgoing.map(|edge| (edge.weight(), edge.weight().from.as_ref(), edge.target()));
    let incoming = graph.edges_directed(shown.id, Direction::Incoming);
    let incoming = incoming.map(|edge| (edge.weight(), edge.weight().to.as_ref(), edge.source()));
    let shown_names = relation::names(context, shown);
    let one = |(relation, end, other): (&Relation, Option<&RelationEnd>, _)| {
        let end = end.filter(|end| shown_names.contains(&end.field.to_string()))?;
        let other = context.find(other)?;
        let of = match end.arity {
            FieldArity::List => format!("Vec<{}>", other.structure()),
            FieldArity::Required => other.structure(),
            FieldArity::Optional => format!("Option<{}>", other.structure()),
        };
        Some((relation::constant(shown, &end.field), of, hangs_on(context, relation, shown, other)))
    };
    let mut all: Vec<_> = outgoing.chain(incoming).filter_map(one).collect();
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
