//! Relations of one to one: one side holds the key, uniquely; the other is optional.

use icms_diagnostic::Diagnostic;

use super::one_to_many::{actions_on_back, missing};
use crate::code;
use crate::context::Context;
use crate::model::Model;
use crate::relation::{Relation, Side};

/// Who holds the key, and whether it can.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    let (Some(from), Some(to)) = (relation.from.side(models), relation.to.side(models)) else { return };
    let says = |side: &Side| side.relation.fields.is_some() || side.relation.references.is_some();
    match (says(&from), says(&to)) {
        (true, true) => both(context, &from, &to),
        (false, true) => wrong_side(context, &from, &to),
        (true, false) | (false, false) => missing(context, &from),
    }
    if to.field.is_required() {
        back_required(context, &from, &to);
    }
    actions_on_back(context, &from, &to);
    unique(context, relation, &from);
}

fn both(context: &mut Context, from: &Side, to: &Side) {
    let message = format!("`{}` and `{}` both give `fields` or `references`", from.path(), to.path());
    context.report(
        Diagnostic::error(code::FIELDS_ON_BOTH_SIDES, message)
            .at(to.span())
            .label(from.span(), "the other side")
            .help("give both on the side that holds the key, and neither on the other"),
    );
}

fn wrong_side(context: &mut Context, from: &Side, to: &Side) {
    let message = format!("`{}` is required, so that the key must be there", from.path());
    context.report(
        Diagnostic::error(code::FIELDS_ON_BOTH_SIDES, message)
            .at(to.span())
            .label(from.field.ast.span, "the required side")
            .help(format!("move `fields` and `references` to `{}`, or make it optional", from.path())),
    );
}

fn back_required(context: &mut Context, from: &Side, to: &Side) {
    let message = format!("`{}` cannot be required: its key is in `{}`", to.path(), from.model.name());
    context.report(
        Diagnostic::error(code::BACK_SIDE_REQUIRED, message).at(to.field.ast.span).help(format!(
            "write `{}?`: PostgreSQL cannot demand that the other row exists",
            from.model.name()
        )),
    );
}

/// Without a unique key, many rows could share one.
fn unique(context: &mut Context, relation: &Relation, from: &Side) {
    if relation.fields.is_empty() || from.model.keys.iter().any(|key| key.covers(&relation.fields)) {
        return;
    }
    let names = from.model.names_of(&relation.fields);
    let mark = match names.as_slice() {
        [name] => format!("`@unique` to `{name}`"),
        _ => format!("`@@unique([{}])` to `{}`", names.join(", "), from.model.name()),
    };
    let message = format!("`{}` is one of one, but many rows could share its key", from.path());
    context.report(
        Diagnostic::error(code::ONE_TO_ONE_NOT_UNIQUE, message)
            .at(from.field.ast.span)
            .help(format!("add {mark}, or make the other side a list")),
    );
}
