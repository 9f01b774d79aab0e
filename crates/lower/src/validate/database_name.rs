//! Names in the database that stand twice: tables, columns, types.

use icms_diagnostic::{Code, Diagnostic, Span};
use icms_model::QualifiedName;
use icms_sql::hash::Map;
use icms_syntax::ast::Attribute;

use crate::code;
use crate::context::Context;
use crate::model::Model;
use crate::relation::Relation;

/// Tables, views, join tables, columns and enum types.
pub(super) fn check(context: &mut Context, models: &[Model], relations: &[Relation]) {
    let mut taken: Map<QualifiedName, (Span, String)> =
        Map::with_capacity_and_hasher(models.len(), std::default::Default::default());
    for model in models {
        let raw = model.raw.to_string();
        let span = named(model.block.attributes.iter().copied(), model.block.name.span);
        if let Some(first) = taken.insert(model.table.clone(), (span, raw.clone())) {
            twice(context, code::DUPLICATE_TABLE, "table", &model.table.name, (span, &raw), first);
        }
        columns(context, model);
    }
    join_tables(context, models, relations, &taken);
    enums(context, &taken);
}

/// Where something says what it is called in the database.
fn named<'a>(attributes: impl IntoIterator<Item = &'a Attribute>, name: Span) -> Span {
    attributes.into_iter().find(|attribute| attribute.name.value == "map").map_or(name, |map| map.span)
}

fn columns(context: &mut Context, model: &Model) {
    let mut taken: Map<&str, (Span, &str)> =
        Map::with_capacity_and_hasher(model.fields.len(), std::default::Default::default());
    for field in &model.fields {
        let Some(column) = &field.column else { continue };
        let place = (named(&field.ast.attributes, field.ast.name.span), &*column.raw);
        if let Some((span, raw)) = taken.insert(column.name.as_str(), place) {
            twice(context, code::DUPLICATE_COLUMN, "column", &column.name, place, (span, raw.to_owned()));
        }
    }
}

/// The same name twice; an error unless only PostgreSQL's limit makes them equal, which Prisma overlooks.
fn twice(
    context: &mut Context,
    code: Code,
    kind: &str,
    name: &icms_sql::Name,
    (span, raw): (Span, &str),
    (first, first_raw): (Span, String),
) {
    let message = format!("two {kind}s are called `{name}` in the database");
    let diagnostic = if raw == first_raw {
        Diagnostic::error(code, message)
    } else {
        Diagnostic::warning(code, message).help("PostgreSQL keeps 63 bytes of a name")
    };
    context.report(diagnostic.at(span).label(first, "the other one"));
}

/// Join tables have names that nobody writes.
fn join_tables(
    context: &mut Context,
    models: &[Model],
    relations: &[Relation],
    taken: &Map<QualifiedName, (Span, String)>,
) {
    for relation in relations.iter().filter(|relation| relation.shape == crate::relation::Shape::ManyToMany) {
        let (Some(table), Some(side)) = (relation.join_table(models), relation.from.side(models)) else {
            continue;
        };
        if let Some((first, _)) = taken.get(&table) {
            let message = format!("the join table of this relation is called `{}` too", table.name);
            let diagnostic = Diagnostic::warning(code::DUPLICATE_TABLE, message).at(side.field.ast.span);
            context
                .report(diagnostic.label(*first, "this table").help("name the relation: `@relation(\"…\")`"));
        }
    }
}

/// Enums share their names with each other, and with the row types of tables.
fn enums(context: &mut Context, tables: &Map<QualifiedName, (Span, String)>) {
    let mut taken: Map<QualifiedName, Span> =
        Map::with_capacity_and_hasher(context.enums.len(), std::default::Default::default());
    let declared: Vec<(QualifiedName, Span)> = context
        .enums
        .iter()
        .map(|found| (found.database.clone(), named(&found.ast.attributes, found.ast.name.span)))
        .collect();
    for (name, span) in declared {
        if let Some((table, _)) = tables.get(&name) {
            let message = format!("PostgreSQL refuses a type `{}` beside a table of that name", name.name);
            let diagnostic = Diagnostic::warning(code::DUPLICATE_ENUM, message).at(span);
            context.report(diagnostic.label(*table, "this table"));
        }
        if let Some(first) = taken.insert(name.clone(), span) {
            let message = format!("two enums are called `{}` in the database", name.name);
            context.report(
                Diagnostic::error(code::DUPLICATE_ENUM, message).at(span).label(first, "the other one"),
            );
        }
    }
}
