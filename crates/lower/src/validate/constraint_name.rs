//! Names of constraints and indexes that stand twice.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::QualifiedName;
use icms_sql::Name;
use icms_sql::hash::{Map, Set};

use crate::code;
use crate::config::RelationMode;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::key::KeyKind;
use crate::model::Model;
use crate::relation::Relation;

/// Indexes and keys share the names of their namespace; constraints those of their table.
pub(super) fn check(context: &mut Context, models: &[Model], relations: &[Relation]) {
    let foreign_keys = foreign_keys(context, models, relations);
    let tables: Set<&QualifiedName> = models.iter().map(|model| &model.table).collect();
    let mut in_namespace: Map<QualifiedName, Span> = Map::default();
    let mut seen: Set<&QualifiedName> = Set::default();
    for (at, model) in models.iter().enumerate() {
        if model.kind != BlockKind::Table || !seen.insert(&model.table) {
            continue;
        }
        let mut in_table: Map<&str, Span> = Map::default();
        let second = model.keys.iter().filter(|key| key.kind == KeyKind::Id).nth(1);
        for key in model.keys.iter().filter(|key| second.is_none_or(|second| !std::ptr::eq(second, *key))) {
            let span = key.map.map_or(key.attribute.span, |(_, span)| span);
            let name = model.table.sibling(key.name.clone());
            let first = in_namespace.insert(name.clone(), span);
            if let Some(first) = first {
                twice(context, &key.name, span, first);
            } else if tables.contains(&name) {
                let message =
                    format!("PostgreSQL refuses an index `{}` beside a table of that name", key.name);
                context.report(Diagnostic::warning(code::DUPLICATE_CONSTRAINT, message).at(span));
            }
            in_table.insert(key.name.as_str(), span);
        }
        let checks = model.checks.iter().map(|check| (&check.name, check.span()));
        let keys = foreign_keys.get(&at).into_iter().flatten().map(|(name, span)| (name, *span));
        for (name, span) in checks.chain(keys) {
            if let Some(first) = in_table.insert(name.as_str(), span) {
                twice(context, name, span, first);
            }
        }
    }
}

/// Names of foreign keys by the position of their model.
fn foreign_keys(
    context: &Context,
    models: &[Model],
    relations: &[Relation],
) -> Map<usize, Vec<(Name, Span)>> {
    let mut names: Map<usize, Vec<(Name, Span)>> = Map::default();
    if context.relation_mode() == RelationMode::Prisma {
        return names;
    }
    for relation in relations.iter().filter(|relation| relation.has_key(models)) {
        let Some(side) = relation.from.side(models) else { continue };
        let span = side.relation.map.map_or(side.field.ast.span, |(_, span)| span);
        names.entry(relation.from.model).or_default().push((relation.key_name(&side), span));
    }
    names
}

fn twice(context: &mut Context, name: &Name, span: Span, first: Span) {
    let message = format!("two constraints or indexes are called `{name}`");
    context.report(
        Diagnostic::error(code::DUPLICATE_CONSTRAINT, message)
            .at(span)
            .label(first, "the other one")
            .help("give one of them another name with `map:`"),
    );
}
