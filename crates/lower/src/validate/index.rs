//! Indexes that their method cannot hold.

use icms_diagnostic::Diagnostic;

use super::operator_class;
use crate::code;
use crate::context::Context;
use crate::key::{Key, KeyKind, Method};
use crate::model::Model;

/// Columns, order and operator classes of every key.
pub(super) fn check(context: &mut Context, model: &Model) {
    for key in &model.keys {
        columns(context, key);
        order(context, key);
        match key.kind {
            KeyKind::Index => operator_class::check(context, model, key),
            KeyKind::Id | KeyKind::Unique => no_operator_class(context, key),
        }
    }
}

/// Some methods hold one column only; Prisma overlooks it for hashes.
fn columns(context: &mut Context, key: &Key) {
    if key.parts.len() < 2 {
        return;
    }
    let message = format!("an index of type `{}` holds one column only", key.method.word());
    let diagnostic = match key.method {
        Method::Hash => Diagnostic::warning(code::INDEX_COLUMNS, message),
        Method::SpGist => Diagnostic::error(code::INDEX_COLUMNS, message),
        Method::BTree | Method::Gist | Method::Gin | Method::Brin | Method::Other(_) => return,
    };
    context.report(diagnostic.at(key.attribute.span).help("use one index for each column, or `BTree`"));
}

/// Only trees have an order; Prisma looks at hashes alone.
fn order(context: &mut Context, key: &Key) {
    let Some(part) = key.parts.iter().find(|part| part.sort.is_some() || part.nulls.is_some()) else {
        return;
    };
    let message = format!("an index of type `{}` has no order", key.method.word());
    let diagnostic = match (&key.method, key.kind) {
        (_, KeyKind::Id) => Diagnostic::error(code::INDEX_ORDER, "a primary key has no order"),
        (Method::BTree | Method::Other(_), _) => return,
        (Method::Hash, _) => Diagnostic::error(code::INDEX_ORDER, message),
        (Method::Gist | Method::Gin | Method::SpGist | Method::Brin, _) => {
            Diagnostic::warning(code::INDEX_ORDER, message).help("PostgreSQL refuses it")
        }
    };
    context.report(diagnostic.at(part.span));
}

/// Operator classes belong to `@@index`.
fn no_operator_class(context: &mut Context, key: &Key) {
    if context.dialect == icms_syntax::Dialect::Icms && key.kind == KeyKind::Unique {
        return;
    }
    if let Some((_, span)) = key.parts.iter().find_map(|part| part.ops) {
        let message = format!("`{}` takes no operator classes", key.word());
        context.report(Diagnostic::error(code::OPERATOR_CLASS, message).at(span).help("`@@index` does"));
    }
}
