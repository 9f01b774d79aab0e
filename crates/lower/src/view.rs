//! Views: only those whose query stands in the file are made; the others are for the client alone.

use std::collections::BTreeSet;

use icms_diagnostic::Diagnostic;
use icms_model::{Expr, ObjectKind, ObjectRef, QualifiedName, Schema, View, ViewKind};
use icms_sql::{Name, Qualified};
use icms_syntax::Dialect;
use icms_syntax::ast::{Attribute, Expression};

use crate::attribute::{Arguments, BlockWord, Takes, items, string};
use crate::code;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::index;
use crate::key::{KeyKind, storage_options};
use crate::model::Model;
use crate::output::Output;

/// Every view with `@@sql`.
pub(crate) fn lower(context: &mut Context, models: &[Model], output: &mut Output) {
    for model in models {
        let kind = match model.kind {
            BlockKind::Table => continue,
            BlockKind::View => ViewKind::Plain,
            BlockKind::MaterializedView => ViewKind::Materialized,
        };
        if let Some(attribute) = model.attributes.get(BlockWord::Sql) {
            let view = view(context, model, kind, attribute, output);
            if let Some(view) = view {
                output.lowered.schema.views.insert(view);
            }
        } else {
            check_index(context, model, ViewKind::Plain);
        }
    }
    let names: Vec<QualifiedName> =
        output.lowered.schema.views.iter().map(|(_, view)| view.name.clone()).collect();
    for name in names {
        let schema = &mut output.lowered.schema;
        let Some(id) = schema.views.find(&name) else { continue };
        let depends = depends(context, schema, &schema.views[id].query);
        schema.views.update(id, |view| view.depends = depends);
    }
}

const SQL: Takes = Takes { positional: &["query"], named: &["with", "columns"], beyond: &[] };

fn view(
    context: &mut Context,
    model: &Model,
    kind: ViewKind,
    attribute: &Attribute,
    output: &mut Output,
) -> Option<View> {
    let arguments = Arguments::check(context, attribute, &SQL);
    arguments.required(context, "query")?;
    let (text, _) = arguments.name(context, "query")?;
    let path = ObjectRef::qualified(ObjectKind::View, &model.table);
    output.lowered.origins.note(path.clone(), model.block.name.span);
    if let Some(before) = &model.renamed_from {
        output.rename(ObjectRef::qualified(ObjectKind::View, before), path);
    }
    check_index(context, model, kind);
    let options = arguments.get("with").map(|value| storage_options(context, value)).unwrap_or_default();
    Some(View {
        name: model.table.clone(),
        kind,
        query: Expr::new(text.trim().trim_end_matches(';')),
        columns: arguments.get("columns").map(|list| columns(context, list)).unwrap_or_default(),
        types: Vec::new(),
        options,
        depends: Vec::new(),
        indexes: match kind {
            ViewKind::Materialized => indexes(model, output),
            ViewKind::Plain => Vec::new(),
        },
        comment: model.comment.clone(),
    })
}

/// `columns: ["id", "name"]`: what stands in parentheses after the name.
fn columns(context: &mut Context, list: &Expression) -> Vec<Name> {
    items(list).iter().filter_map(|item| string(context, item)).map(Name::new).collect()
}

fn indexes(model: &Model, output: &mut Output) -> Vec<icms_model::Index> {
    let mut places = Vec::new();
    let indexes = index::lower(model, &mut places);
    output.lowered.origins.note_members(&model.table, places);
    indexes
}

/// Only materialized views have indexes.
fn check_index(context: &mut Context, model: &Model, kind: ViewKind) {
    if kind == ViewKind::Materialized {
        return;
    }
    for key in model.keys.iter().filter(|key| key.kind == KeyKind::Index) {
        let message = "a view cannot have indexes";
        let diagnostic = match context.dialect {
            Dialect::Icms => Diagnostic::error(code::ATTRIBUTE_NOT_HERE, message),
            // Older versions of Prisma took them without a word.
            Dialect::Prisma => Diagnostic::warning(code::ATTRIBUTE_NOT_HERE, message),
        };
        context.report(diagnostic.at(key.attribute.span).help("a `materialized view` can"));
    }
}

/// What a query reads, as far as this schema has it.
fn depends(context: &Context, schema: &Schema, query: &Expr) -> Vec<ObjectRef> {
    let references = icms_sql::references(query.text());
    let place = |name: &Qualified| QualifiedName {
        namespace: name.schema.clone().unwrap_or_else(|| context.default_namespace.clone()),
        name: name.name.clone(),
    };
    let mut found: BTreeSet<ObjectRef> = BTreeSet::new();
    for name in references.relations.iter().map(place) {
        if schema.tables.find(&name).is_some() {
            found.insert(ObjectRef::qualified(ObjectKind::Table, &name));
        } else if schema.views.find(&name).is_some() {
            found.insert(ObjectRef::qualified(ObjectKind::View, &name));
        }
    }
    for column in &references.columns {
        let Some(table) = column.relation.as_ref().map(place) else { continue };
        let known = schema.tables.named(&table).is_some_and(|t| t.column(column.column.as_str()).is_some());
        if known {
            found.insert(ObjectRef::member(ObjectKind::Column, &table, &column.column));
        }
    }
    for name in references.types.iter().map(place).filter(|name| schema.enums.find(name).is_some()) {
        found.insert(ObjectRef::qualified(ObjectKind::Enum, &name));
    }
    found.into_iter().collect()
}
