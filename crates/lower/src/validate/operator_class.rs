//! Operator classes against methods and types, and types that a method has no operators for.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::Builtin;
use icms_model::entity::Scalar;

use icms_syntax::Dialect;

use crate::code;
use crate::column::ColumnField;
use crate::context::Context;
use crate::field::{Field, FieldKind, Plurality};
use crate::key::{Key, Method, Ops, Part};
use crate::model::Model;
use crate::operator_class::{OperatorClass, Purpose, find};

/// Every part of an index.
pub(super) fn check(context: &mut Context, model: &Model, key: &Key) {
    for part in &key.parts {
        let Some(field) = part.field().and_then(|at| model.field(at)) else { continue };
        let Some(column) = &field.column else { continue };
        match part.ops {
            Some((Ops::Raw(_), _)) => {}
            Some((Ops::Word(word), span)) => class(context, key, field, column, word, span),
            None => without_class(context, key, field, column, part),
        }
    }
}

/// A class by Prisma's word.
fn class(context: &mut Context, key: &Key, field: &Field, column: &ColumnField, word: &str, span: Span) {
    let Some(class) = find(word) else {
        let diagnostic =
            Diagnostic::error(code::OPERATOR_CLASS, format!("there is no operator class `{word}`")).at(span);
        return context
            .report(diagnostic.help("classes without a word here are written `raw(\"gin_trgm_ops\")`"));
    };
    if !fits_method(class.purpose, &key.method) {
        let message = format!("`{word}` is no operator class for indexes of type `{}`", key.method.word());
        return context.error(code::OPERATOR_CLASS, span, message);
    }
    if !fits_field(&class, field, column) {
        let message =
            format!("`{word}` cannot compare `{}`, which is of type {}", field.name(), column.data_type);
        context.error(code::OPERATOR_CLASS, span, message);
    }
}

const fn fits_method(purpose: Purpose, method: &Method) -> bool {
    match purpose {
        Purpose::Network => matches!(method, Method::Gist | Method::SpGist),
        Purpose::Document | Purpose::List => matches!(method, Method::Gin),
        Purpose::Text => matches!(method, Method::SpGist),
        Purpose::Summary => matches!(method, Method::Brin),
    }
}

fn fits_field(class: &OperatorClass, field: &Field, column: &ColumnField) -> bool {
    let Some(builtin) = column.data_type.as_builtin() else {
        return class.purpose == Purpose::List && field.plurality() == Plurality::Many;
    };
    match class.purpose {
        Purpose::List => false,
        Purpose::Text => matches!(builtin, Builtin::Text | Builtin::Varchar | Builtin::Bpchar),
        Purpose::Network | Purpose::Document | Purpose::Summary => {
            let text = matches!(builtin, Builtin::Varchar) && class.subject == "text";
            text || builtin.internal() == class.subject
        }
    }
}

/// What a method can do with a column by itself.
enum Support {
    /// PostgreSQL has a default class.
    Yes,
    /// It has none, and Prisma says so too.
    No,
    /// It has none, which Prisma overlooks.
    Overlooked,
}

fn without_class(context: &mut Context, key: &Key, field: &Field, column: &ColumnField, part: &Part) {
    let message =
        format!("an index of type `{}` needs an operator class for {}", key.method.word(), column.data_type);
    let diagnostic = match support(&key.method, field, column) {
        Support::Yes => return,
        Support::No if context.dialect == Dialect::Prisma => {
            Diagnostic::error(code::NO_OPERATOR_CLASS, message)
        }
        // Extensions such as `btree_gin` bring default classes for more types.
        Support::No | Support::Overlooked => Diagnostic::warning(code::NO_OPERATOR_CLASS, message),
    };
    context.report(diagnostic.at(part.span).help("say which: `ops: raw(\"…\")`"));
}

fn support(method: &Method, field: &Field, column: &ColumnField) -> Support {
    let name = method.name();
    let known = icms_model::default_operator_class(name.as_str(), &column.data_type).is_some();
    let text = column.data_type.as_builtin() == Some(Builtin::Varchar);
    let spelled = matches!(field.kind, FieldKind::Scalar(_)) && field.attributes.native.is_some();
    match (method, field.kind) {
        (Method::Other(_), _) | (_, FieldKind::Unsupported | FieldKind::Builtin) => Support::Yes,
        (_, FieldKind::Composite(_) | FieldKind::Domain(_) | FieldKind::Model(_) | FieldKind::Unknown) => {
            Support::Yes
        }
        (Method::BTree | Method::Hash, FieldKind::Enum(_)) => Support::Yes,
        (Method::SpGist | Method::BTree | Method::Hash | Method::Brin, _) if known || text => Support::Yes,
        _ if known => Support::Yes,
        (Method::Brin, _) if field.plurality() == Plurality::Many => Support::Overlooked,
        (Method::BTree | Method::Hash, _) => Support::Overlooked,
        (Method::Gist | Method::SpGist, FieldKind::Scalar(Scalar::String)) if !spelled => Support::Overlooked,
        (Method::SpGist, _) if column.data_type.as_builtin() == Some(Builtin::Bpchar) => Support::Overlooked,
        (Method::Brin, FieldKind::Scalar(scalar)) if !spelled && scalar != Scalar::Json => {
            Support::Overlooked
        }
        (Method::Gist | Method::Gin | Method::SpGist | Method::Brin, _) => Support::No,
    }
}
