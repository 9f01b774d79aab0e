//! Names that fold into one: an error that names both, at their places.

use std::collections::BTreeMap;

use icms_diagnostic::{Diagnostic, Diagnostics, Span};
use icms_model::{ObjectKind, ObjectRef};

use crate::query::typed::{Gives, Row, Typed};
use crate::shown::{Context, Shown, ShownField};
use crate::{codes, key, name, query, relation, scope};

/// A name with what it belongs to and where that stands.
struct Named {
    name: String,
    what: String,
    place: Option<Span>,
}

/// Every collision of the schema.
pub fn find(context: &Context<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    types(context, &mut found);
    for of in &context.input.graph.enums {
        let place = (context.input.place)(&ObjectRef::qualified(ObjectKind::Enum, &of.database));
        let values = of.values.iter().map(|(value, _)| Named {
            name: name::variant(value),
            what: format!("value {value} of {}", of.name),
            place,
        });
        folded(values, &mut found);
    }
    for shown in context.all {
        members(context, shown, &mut found);
    }
    found
}

/// Structs, their keys and enums share one module, and so do the modules of the models.
fn types(context: &Context<'_>, found: &mut Diagnostics) {
    let models = context.all.iter().flat_map(|shown| {
        let place = place_of(context, shown);
        let what = format!("model {}", shown.entity.name);
        let id = shown.id_type.clone().map(|name| Named { name, what: format!("the key of {what}"), place });
        std::iter::once(Named { name: shown.structure(), what, place }).chain(id)
    });
    let enums = context.input.graph.enums.iter().map(|of| Named {
        name: context.scope.enumeration(&of.name),
        what: format!("enum {}", of.name),
        place: (context.input.place)(&ObjectRef::qualified(ObjectKind::Enum, &of.database)),
    });
    let made = |name: &str, what: String| Named { name: name::structure(name), what, place: None };
    let graph = context.input.graph;
    let domains = graph.domains.iter().map(|of| made(&of.name, format!("domain {}", of.name)));
    let composites = graph.composites.iter().map(|of| made(&of.name, format!("type {}", of.name)));
    folded(models.chain(enums).chain(domains).chain(composites), found);
    let modules = context.all.iter().map(|shown| Named {
        name: shown.module(),
        what: format!("the module of {}", shown.entity.name),
        place: place_of(context, shown),
    });
    let queries = (!context.input.queries.is_empty()).then(|| Named {
        name: query::module::NAME.to_owned(),
        what: "the module of queries".to_owned(),
        place: None,
    });
    folded(queries.into_iter().chain(modules), found);
}

/// Functions and structs of queries share one module with what they import.
pub fn queries(context: &Context<'_>, queries: &[Typed<'_>]) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    let named = |typed: &Typed<'_>, name: String| Named {
        name,
        what: format!("query {}", typed.query.name),
        place: Some(typed.query.place(1)),
    };
    folded(queries.iter().map(|typed| named(typed, name::field(&typed.query.name))), &mut found);
    let structs: Vec<Named> = queries
        .iter()
        .filter_map(|typed| match &typed.gives {
            Gives::Rows(_, Row::Own(name, _)) => Some(named(typed, name.clone())),
            Gives::Rows(_, Row::Model(_) | Row::Single(_)) | Gives::Count => None,
        })
        .collect();
    for named in structs.iter().filter(|named| scope::is_of_client(&named.name)) {
        let message = format!("{} has rows called like the client's own {}", named.what, named.name);
        report(codes::NAMES_FOLD, message, named.place, None, &mut found);
    }
    let models = context.all.iter().flat_map(|shown| {
        let made = |name: String| Named {
            name,
            what: format!("model {}", shown.entity.name),
            place: place_of(context, shown),
        };
        [Some(shown.structure()), shown.id_type.clone()].into_iter().flatten().map(made).collect::<Vec<_>>()
    });
    let enums = context.input.graph.enums.iter().map(|of| Named {
        name: context.scope.enumeration(&of.name),
        what: format!("enum {}", of.name),
        place: None,
    });
    folded(models.chain(enums).chain(structs), &mut found);
    if found.is_empty() {
        return Ok(());
    }
    // The name of a query is not kept anywhere else.
    let mut renamed = Diagnostics::default();
    renamed.extend(found.into_iter().map(|diagnostic| diagnostic.help("give the query another name")));
    Err(renamed)
}

/// Fields, relations and functions of one model.
fn members(context: &Context<'_>, shown: &Shown<'_>, found: &mut Diagnostics) {
    let fields = shown.fields.iter().map(|f| Named {
        name: f.constant(),
        what: format!("field {}.{}", shown.entity.name, f.field.name),
        place: place_of_field(context, shown, f),
    });
    let relations = relation::all(context, shown).into_iter().map(|seen| Named {
        name: relation::constant(shown, &seen.end.field),
        what: format!("relation {}.{}", shown.entity.name, seen.end.field),
        place: place_of(context, shown),
    });
    folded(fields.chain(relations), found);
    let functions = key::keys(shown).into_iter().map(|(title, parts)| Named {
        what: format!(
            "key [{}] of {}",
            parts.iter().map(|f| &*f.field.name).collect::<Vec<_>>().join(", "),
            shown.entity.name
        ),
        name: format!("by_{title}"),
        place: parts.first().and_then(|f| place_of_field(context, shown, f)),
    });
    folded(functions, found);
}

fn place_of_field(context: &Context<'_>, shown: &Shown<'_>, f: &ShownField<'_>) -> Option<Span> {
    let column = ObjectRef::member(ObjectKind::Column, &shown.entity.table, &f.field.column);
    (context.input.place)(&column).or_else(|| place_of(context, shown))
}

fn place_of(context: &Context<'_>, shown: &Shown<'_>) -> Option<Span> {
    let kinds = [ObjectKind::Table, ObjectKind::View];
    kinds.iter().find_map(|kind| (context.input.place)(&ObjectRef::qualified(*kind, &shown.entity.table)))
}

fn folded(names: impl Iterator<Item = Named>, found: &mut Diagnostics) {
    let mut known: BTreeMap<String, Named> = BTreeMap::new();
    for named in names {
        if let Some(first) = known.get(&named.name) {
            let message = format!("{} and {} are both {} in Rust", first.what, named.what, named.name);
            report(codes::NAMES_FOLD, message, named.place, first.place, found);
        } else {
            known.insert(named.name.clone(), named);
        }
    }
}

fn report(
    code: icms_diagnostic::Code,
    message: String,
    place: Option<Span>,
    first: Option<Span>,
    found: &mut Diagnostics,
) {
    let mut diagnostic = Diagnostic::error(code, message)
        .help("rename one of them and keep its name in the database with @map");
    if let Some(place) = place {
        diagnostic = diagnostic.at(place);
    }
    if let Some(first) = first.filter(|first| Some(*first) != place) {
        diagnostic = diagnostic.label(first, "the first one");
    }
    found.push(diagnostic);
}
