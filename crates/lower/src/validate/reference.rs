//! `fields` against `references`: number, types, uniqueness, arity.

use icms_diagnostic::Diagnostic;
use icms_syntax::Dialect;

use crate::code;
use crate::context::Context;
use crate::field::{Field, FieldKind};
use crate::model::Model;
use crate::relation::{Relation, Side};
use crate::scalar::scalar_name;

/// Everything about the columns of one key.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    let (Some(from), Some(to)) = (relation.from.side(models), relation.to.side(models)) else { return };
    if relation.fields.is_empty() || relation.references.is_empty() {
        return;
    }
    count(context, relation, &from);
    unique(context, relation, &from, to.model);
    types(context, relation, &from, to.model);
    arity(context, relation, &from);
}

fn count(context: &mut Context, relation: &Relation, from: &Side) {
    let (own, other) = (relation.fields.len(), relation.references.len());
    if own != other {
        let message = format!("`fields` has {own} and `references` has {other}: they must be as many");
        context.error(code::COUNT_MISMATCH, from.span(), message);
    }
}

fn unique(context: &mut Context, relation: &Relation, from: &Side, to: &Model) {
    if to.keys.iter().any(|key| key.covers(&relation.references)) {
        return;
    }
    let names = to.names_of(&relation.references);
    let mark = match names.as_slice() {
        [name] => format!("`@unique` to `{name}`"),
        _ => format!("`@@unique([{}])`", names.join(", ")),
    };
    let message = format!("`references` must name a unique key of `{}`", to.name());
    context.report(
        Diagnostic::error(code::REFERENCE_NOT_UNIQUE, message)
            .at(from.span())
            .label(to.block.name.span, "this model")
            .help(format!("add {mark} in `{}`", to.name())),
    );
}

/// Scalars and enums must be the same on both sides.
fn types(context: &mut Context, relation: &Relation, from: &Side, to: &Model) {
    for (own, other) in relation.fields.iter().zip(&relation.references) {
        let (Some(own), Some(other)) = (from.model.field(*own), to.field(*other)) else { continue };
        if own.kind == other.kind || !is_comparable(own) || !is_comparable(other) {
            continue;
        }
        let message = format!(
            "`{}` is of type `{}`, but `{}.{}` is of type `{}`",
            own.name(),
            type_name(context, own),
            to.name(),
            other.name(),
            type_name(context, other)
        );
        // PostgreSQL compares more types than Prisma: `integer` with `bigint`, `text` with `varchar`.
        let diagnostic = match context.dialect {
            Dialect::Prisma => Diagnostic::error(code::TYPE_MISMATCH, message),
            Dialect::Icms => Diagnostic::warning(code::TYPE_MISMATCH, message),
        };
        context.report(diagnostic.at(own.ast.span).label(other.ast.span, "the referenced field"));
    }
}

const fn is_comparable(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Scalar(_) | FieldKind::Enum(_))
}

fn type_name(context: &Context, field: &Field) -> String {
    match field.kind {
        FieldKind::Scalar(scalar) => scalar_name(scalar).to_owned(),
        FieldKind::Enum(at) => {
            context.enums.get(at).map(|found| found.ast.name.value.clone()).unwrap_or_default()
        }
        FieldKind::Builtin
        | FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => String::new(),
    }
}

/// A required relation over columns that may be NULL.
fn arity(context: &mut Context, relation: &Relation, from: &Side) {
    if !from.field.is_required() {
        return;
    }
    let mut fields = relation.fields.iter().filter_map(|at| from.model.field(*at));
    if let Some(optional) = fields.find(|field| field.is_optional()) {
        let message = format!("`{}` is required, but `{}` may be missing", from.path(), optional.name());
        context.report(
            Diagnostic::error(code::OPTIONAL_SCALARS, message)
                .at(from.field.ast.span)
                .label(optional.ast.span, "optional")
                .help("make both optional or both required"),
        );
    }
}
