//! How many belong together, and which end holds the key: decided from arity and `fields`.

use icms_diagnostic::Diagnostic;
use icms_syntax::ast::Expression;

use super::{End, Relation, Shape, Side};
use crate::code;
use crate::context::Context;
use crate::field::Plurality;
use crate::key::scalar_fields;
use crate::model::Model;

/// The relation between two ends.
pub(super) fn relation<'a>(
    context: &mut Context<'a>,
    models: &[Model<'a>],
    name: Option<&'a str>,
    left: End,
    right: End,
) -> Option<Relation<'a>> {
    let (a, b) = (left.side(models)?, right.side(models)?);
    let (shape, from, to) = match (a.field.plurality(), b.field.plurality()) {
        (Plurality::Many, Plurality::Many) => {
            let first = (a.model.name(), a.field.name()) <= (b.model.name(), b.field.name());
            (Shape::ManyToMany, if first { left } else { right }, if first { right } else { left })
        }
        (Plurality::One, Plurality::Many) => (Shape::ManyToOne, left, right),
        (Plurality::Many, Plurality::One) => (Shape::ManyToOne, right, left),
        (Plurality::One, Plurality::One) => {
            let left_holds = holds_key(&a, &b);
            let ends = if left_holds { (left, right) } else { (right, left) };
            (Shape::OneToOne, ends.0, ends.1)
        }
    };
    let mut relation = Relation {
        name,
        shape,
        from,
        to,
        fields: Vec::new(),
        references: Vec::new(),
        on_delete_fields: Vec::new(),
    };
    if shape != Shape::ManyToMany {
        key_columns(context, models, &mut relation)?;
    }
    Some(relation)
}

/// Of two single ends: the required one, else the one with `fields`, else the alphabetically first.
fn holds_key(a: &Side, b: &Side) -> bool {
    match (a.field.is_required(), b.field.is_required()) {
        (true, false) => true,
        (false, true) => false,
        (true, true) | (false, false) => match (a.relation.fields, b.relation.fields) {
            (Some(_), _) => true,
            (None, Some(_)) => false,
            (None, None) => (a.model.name(), a.field.name()) <= (b.model.name(), b.field.name()),
        },
    }
}

/// `fields` and `references` as positions.
fn key_columns<'a>(
    context: &mut Context<'a>,
    models: &[Model<'a>],
    relation: &mut Relation<'a>,
) -> Option<()> {
    let (from, to) = (relation.from.side(models)?, relation.to.model(models)?);
    if let Some(list) = from.relation.fields {
        relation.fields = resolve(context, from.model, list);
    }
    if let Some(list) = from.relation.on_delete_fields {
        relation.on_delete_fields = resolve(context, from.model, list);
    }
    if let Some(list) = from.relation.references {
        relation.references = resolve(context, to, list);
    }
    Some(())
}

fn resolve<'a>(context: &mut Context<'a>, model: &Model<'a>, list: &Expression) -> Vec<usize> {
    if let Expression::Array(items, span) = list
        && items.is_empty()
    {
        let diagnostic = Diagnostic::error(code::EMPTY_KEY, "this list must not be empty").at(*span);
        context.report(diagnostic);
    }
    scalar_fields(context, &model.so_far(), list).unwrap_or_default()
}
