//! Relations of many to one: the single side holds the key, the list says nothing.

use icms_diagnostic::Diagnostic;

use crate::code;
use crate::context::Context;
use crate::model::Model;
use crate::relation::{Relation, Side};

/// `fields` and `references` on the single side, and there alone.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    let (Some(from), Some(to)) = (relation.from.side(models), relation.to.side(models)) else { return };
    missing(context, &from);
    if to.relation.fields.is_some() || to.relation.references.is_some() {
        let message =
            format!("`{}` is the list of this relation: it has no `fields` and `references`", to.path());
        context.report(
            Diagnostic::error(code::FIELDS_ON_BOTH_SIDES, message)
                .at(to.span())
                .help(format!("they belong to `{}`", from.path())),
        );
    }
    actions_on_back(context, &from, &to);
}

/// The side with the key must say which columns it is.
pub(super) fn missing(context: &mut Context, from: &Side) {
    let words = match (from.relation.fields, from.relation.references) {
        (Some(_), Some(_)) => return,
        (None, Some(_)) => "`fields`",
        (Some(_), None) => "`references`",
        (None, None) => "`fields` and `references`",
    };
    if from.field.attributes.unknown.is_some() || from.relation.is_unclear() {
        return;
    }
    let message = format!("the relation of `{}` does not say its {words}", from.path());
    let target = &from.field.name();
    let help = format!("write `@relation(fields: [{target}Id], references: [id])`");
    context.report(Diagnostic::error(code::MISSING_FIELDS, message).at(from.field.ast.span).help(help));
}

/// Actions belong to the side with the key.
pub(super) fn actions_on_back(context: &mut Context, from: &Side, to: &Side) {
    if let Some((_, span)) = to.relation.on_delete.or(to.relation.on_update) {
        let message = format!("`{}` does not hold the key, and so cannot say what happens to it", to.path());
        context.report(
            Diagnostic::error(code::ACTION_ON_WRONG_SIDE, message)
                .at(span)
                .help(format!("`onDelete` and `onUpdate` belong to `{}`", from.path())),
        );
    }
}
