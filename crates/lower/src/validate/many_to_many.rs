//! Relations of many to many: both sides need a single-field id, and say nothing else.

use icms_diagnostic::Diagnostic;
use icms_model::QualifiedName;

use crate::code;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::model::Model;
use crate::relation::{Relation, Side};
use crate::unread::Reading;

/// Both sides.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    let (Some(from), Some(to)) = (relation.from.side(models), relation.to.side(models)) else { return };
    for (side, other) in [(from, to), (to, from)] {
        id(context, &side, &other);
        arguments(context, &side);
    }
    if let Some(table) = relation.join_table(models) {
        length(context, relation, &from, &table);
    }
}

fn id(context: &mut Context, side: &Side, other: &Side) {
    let is_table = other.model.kind == BlockKind::Table;
    if is_table && (other.model.single_id().is_some() || other.model.reading == Reading::Partly) {
        return;
    }
    let name = other.model.name();
    let message = if is_table {
        format!("`{name}` has no single-field `@id`, which the join table needs")
    } else {
        format!("`{name}` is a view, and a join table refers to primary keys")
    };
    context.report(
        Diagnostic::error(code::MANY_TO_MANY_ID, message)
            .at(side.field.ast.span)
            .label(other.model.block.name.span, "this model")
            .label(other.field.ast.span, "the other side")
            .help("give it an `@id`, or write the join table as a model of its own"),
    );
}

fn arguments(context: &mut Context, side: &Side) {
    let relation = side.relation;
    let span = relation
        .fields
        .or(relation.references)
        .map(icms_syntax::ast::Expression::span)
        .or(relation.on_delete.or(relation.on_update).map(|(_, span)| span));
    if let Some(span) = span {
        let message = "a relation of many to many has no `fields`, `references` and actions";
        context.report(
            Diagnostic::error(code::MANY_TO_MANY_ARGUMENT, message)
                .at(span)
                .help("its join table holds both keys and deletes with either side"),
        );
    }
}

/// The name of the join table, which may be longer than PostgreSQL keeps.
fn length(context: &mut Context, relation: &Relation, from: &Side, table: &QualifiedName) {
    let full = relation.name.map_or(0, str::len) + 1;
    if full > icms_sql::MAX_IDENTIFIER {
        let message = format!("the join table will be called `{}`", table.name);
        let diagnostic = Diagnostic::warning(code::LONG_NAME, message).at(from.span());
        context.report(diagnostic.help("PostgreSQL keeps 63 bytes of a name"));
    }
}
