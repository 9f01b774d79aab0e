//! Lists of field names against a model's fields.

use icms_diagnostic::{Diagnostic, Span};
use icms_syntax::ast::Expression;

use super::ModelSoFar;
use crate::attribute::{Arguments, FieldWord, items, word};
use crate::code;
use crate::context::Context;
use crate::field::Field;
use crate::model::Model;
use crate::suggest::closest;
use crate::unread::Reading;

/// Finds a field by name.
pub(super) fn position(fields: &[Field], name: &str) -> Option<usize> {
    fields.iter().position(|field| field.ast.name.value == name)
}

/// The scalar field of a name, or a complaint.
pub(super) fn scalar_field<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    name: &str,
    span: Span,
) -> Option<usize> {
    let Some(at) = position(model.fields, name) else {
        unknown(context, model, name, span);
        return None;
    };
    let field = model.fields.get(at)?;
    if field.relation.is_some() {
        let message = format!("`{name}` is a relation; a scalar field is wanted here");
        let diagnostic = Diagnostic::error(code::RELATION_IN_KEY, message).at(span);
        context.report(match underlying(field) {
            Some(names) => diagnostic.help(format!("did you mean `{names}`?")).fix(span, names),
            None => diagnostic,
        });
    }
    field.column.is_some().then_some(at)
}

/// A field that is not there, unless a line of the model could not be read.
fn unknown<'a>(context: &mut Context<'a>, model: &ModelSoFar<'_, 'a>, name: &str, span: Span) {
    if model.reading == Reading::Partly {
        return;
    }
    context.missed.push(model.name);
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_FIELD, format!("`{}` has no field `{name}`", model.name)).at(span);
    let names = model.fields.iter().filter(|field| field.column.is_some()).map(Field::name);
    context.report(match closest(name, names) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(span, word),
        None => diagnostic.help(format!("name a field of `{}`, or add `{name}` to it", model.name)),
    });
}

/// The names in a relation's `fields`.
fn underlying(field: &Field) -> Option<String> {
    let attribute = field.attributes.get(FieldWord::Relation)?;
    let names: Vec<&str> = items(&attribute.named("fields")?.value)
        .iter()
        .filter_map(|item| match item {
            Expression::Word(name, _) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A list of scalar fields, each once; none when anything in it is wrong.
pub(crate) fn scalar_fields<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    list: &Expression,
) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let mut right = true;
    for item in items(list) {
        let at = word(context, item).and_then(|name| scalar_field(context, model, name, item.span()));
        match at {
            Some(at) if found.contains(&at) => {
                context.error(code::FIELD_TWICE, item.span(), "this field stands twice in the list");
                right = false;
            }
            Some(at) => found.push(at),
            None => right = false,
        }
    }
    right.then_some(found)
}

/// A list of scalar fields of a model.
pub(crate) fn of<'a>(context: &mut Context<'a>, model: &Model<'a>, list: &Expression) -> Option<Vec<usize>> {
    scalar_fields(context, &model.so_far(), list)
}

/// `include: [price]`
pub(super) fn included<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    arguments: &Arguments,
) -> Vec<usize> {
    arguments.get("include").and_then(|list| scalar_fields(context, model, list)).unwrap_or_default()
}

/// `@id` or `@unique` on a relation.
pub(super) fn refuse_on_relation(context: &mut Context, field: &Field) {
    if field.relation.is_none() {
        return;
    }
    for word in [FieldWord::Id, FieldWord::Unique] {
        let Some(attribute) = field.attributes.get(word) else { continue };
        let message =
            format!("`{}` is a relation and cannot be marked with `@{}`", field.name(), word.text());
        let diagnostic = Diagnostic::error(code::ATTRIBUTE_NOT_HERE, message).at(attribute.span);
        context.report(match underlying(field) {
            Some(names) if names.contains(',') => {
                diagnostic.help(format!("did you mean `@@{}([{names}])`?", word.text()))
            }
            Some(name) => diagnostic.help(format!("did you mean to put it on `{name}`?")),
            None => diagnostic,
        });
    }
}
