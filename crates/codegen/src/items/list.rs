//! The items of a client that code can name, with their types.

use icms_model::{ObjectKind, ObjectRef};

use super::objects;
use super::order::Taken;
use crate::input::{Input, UnknownValues};
use crate::layout;
use crate::shown::{self, Context, Shown, ShownField};
use crate::{composite, constraint, domain, key, name, new, patch, renamed};

/// Something that code can name.
#[derive(Clone)]
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
    /// What it takes by place, where it is a function.
    pub takes: Vec<Taken>,
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
                takes: Vec::new(),
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
    Item { name, of, owner: owner.to_owned(), objects, demand: Demand::Use, takes: Vec::new() }
}

/// The module of a model, and everything in it.
fn model(context: &Context<'_>, shown: &Shown<'_>) -> Vec<Item> {
    let module = shown.module();
    let kinds = [ObjectKind::Table, ObjectKind::View];
    let whole = kinds.map(|kind| ObjectRef::qualified(kind, &shown.entity.table)).to_vec();
    let mut items = vec![used(module.clone(), String::new(), "", whole.clone())];
    if shown.is_table() {
        let name = format!("{}::new", shown.new_type());
        items.push(Item { takes: new::takes(shown), ..used(name, String::new(), &module, whole) });
    }
    items.extend(id(shown));
    items.extend(shown.fields.iter().flat_map(|field| of_field(context, shown, field)));
    items.extend(renamed::old(context, shown).into_iter().map(|(constant, field)| {
        let objects = objects::of_field(context, shown, field);
        used(format!("{module}::{constant}"), field.rust.full(), &module, objects)
    }));
    items.extend(key::keys(shown).iter().flat_map(|(title, parts)| of_key(context, shown, title, parts)));
    items.extend(of_id(context, shown));
    let relations = objects::relations(context, shown).into_iter();
    items
        .extend(relations.map(|(name, of, objects)| used(format!("{module}::{name}"), of, &module, objects)));
    items.extend(constraint::constants(context, shown).into_iter().map(|(constant, name)| {
        let objects = objects::constraint(&shown.entity.table, &name);
        used(format!("{module}::constraint::{constant}"), String::new(), &module, objects)
    }));
    items
}

/// `PostId`
fn id(shown: &Shown<'_>) -> Option<Item> {
    let name = shown.id_type.clone()?;
    let field = *shown.parts(&shown.entity.id)?.first()?;
    let objects = vec![objects::column(&shown.entity.table, field)];
    Some(used(name, field.rust.inner.clone(), &shown.module(), objects))
}

/// `post::TITLE`, `Post.title`, `PostPatch.title`, `NewPost.title`
fn of_field(context: &Context<'_>, shown: &Shown<'_>, field: &ShownField<'_>) -> Vec<Item> {
    let (module, ident, full) = (shown.module(), field.ident(), field.rust.full());
    let objects = objects::of_field(context, shown, field);
    let item = |name, of: &str| used(name, of.to_owned(), &module, objects.clone());
    let mut items = vec![
        item(format!("{module}::{}", field.constant()), &full),
        item(format!("{}.{ident}", shown.structure()), &full),
    ];
    if shown.is_table() && patch::can_change(field) {
        items.push(item(format!("{}.{ident}", shown.patch_type()), &full));
    }
    if shown.is_table() && new::can_be_given(field) {
        let demand = if new::is_optional(field) { Demand::Use } else { Demand::Whole };
        let given = item(format!("{}.{ident}", shown.new_type()), &new::given_type(field));
        items.push(Item { demand, ..given });
    }
    items
}

/// `post::by_slug`, `post::upsert_by_slug`
fn of_key(context: &Context<'_>, shown: &Shown<'_>, title: &str, parts: &[&ShownField<'_>]) -> Vec<Item> {
    let module = shown.module();
    let objects = objects::of_key(context, shown, parts);
    let mut items = vec![used(format!("{module}::by_{title}"), values(parts), &module, objects.clone())];
    if shown.is_table() && parts.iter().all(|field| new::can_be_given(field)) {
        items.push(used(format!("{module}::upsert_by_{title}"), String::new(), &module, objects));
    }
    items
}

/// `post::update`, `post::delete`
fn of_id(context: &Context<'_>, shown: &Shown<'_>) -> Vec<Item> {
    let module = shown.module();
    let Some(parts) = shown.parts(&shown.entity.id).filter(|_| shown.is_table()) else { return Vec::new() };
    let objects = objects::of_key(context, shown, &parts);
    let one = |function| Item {
        takes: key::takes(&parts),
        ..used(format!("{module}::{function}"), values(&parts), &module, objects.clone())
    };
    ["update", "delete"].map(one).to_vec()
}

/// The types of the values that make a key.
fn values(parts: &[&ShownField<'_>]) -> String {
    parts.iter().map(|field| field.rust.value.as_str()).collect::<Vec<_>>().join(", ")
}
