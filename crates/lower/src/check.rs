//! `@check` and `@@check`: conditions that every row must meet.

use icms_diagnostic::Span;
use icms_model::{Check, Expr, Inheritance, ObjectKind, Text, Validation};
use icms_sql::{Name, Suffix, implicit_name};
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, BlockAttributes, BlockWord, FieldWord, Takes, choice};
use crate::context::Context;
use crate::field::Field;
use crate::key::check_name_length;
use crate::model::Model;
use crate::name::stored;
use crate::output::Places;

/// A check as its model says it.
pub(crate) struct CheckLine<'a> {
    /// Where it is written.
    pub attribute: &'a Attribute,
    /// In the database.
    pub name: Name,
    /// The condition.
    pub expression: Expr,
    /// `notValid: true`
    pub validation: Validation,
    /// `noInherit: true`
    pub inheritance: Inheritance,
    /// `comment:`
    pub comment: Option<Text>,
}

impl CheckLine<'_> {
    /// Where its name stands, or else all of it.
    pub(crate) fn span(&self) -> Span {
        self.attribute.named("map").map_or(self.attribute.span, |argument| argument.span)
    }
}

const EXPRESSION: Takes =
    Takes { positional: &["expression"], named: &["map", "notValid", "noInherit", "comment"], beyond: &[] };

/// Every check of a model: those on fields first.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    table: &str,
    fields: &[Field<'a>],
    attributes: &BlockAttributes<'a>,
) -> Vec<CheckLine<'a>> {
    let mut lines: Vec<CheckLine> = Vec::new();
    for field in fields {
        let column = field.column.as_ref().map(|column| &*column.raw);
        for attribute in field.attributes.all(FieldWord::Check) {
            let line = line(context, table, column, attribute, &lines);
            lines.extend(line);
        }
    }
    let written: Vec<&'a Attribute> = attributes.all(BlockWord::Check).collect();
    for attribute in written {
        let line = line(context, table, None, attribute, &lines);
        lines.extend(line);
    }
    lines
}

/// One check; without `map:` it is called as PostgreSQL would, after its field if it stands on one.
fn line<'a>(
    context: &mut Context<'a>,
    table: &str,
    column: Option<&str>,
    attribute: &'a Attribute,
    before: &[CheckLine],
) -> Option<CheckLine<'a>> {
    let arguments = Arguments::check(context, attribute, &EXPRESSION);
    arguments.required(context, "expression")?;
    let (text, _) = arguments.name(context, "expression")?;
    let map = arguments.name(context, "map");
    if let Some((text, span)) = map {
        check_name_length(context, text, span);
    }
    let taken = |name: &str| before.iter().any(|line| line.name == name);
    let columns: Vec<&str> = column.into_iter().collect();
    let name = map.map_or_else(
        || implicit_name(stored(table).as_str(), &columns, Suffix::Check, taken),
        |(text, _)| stored(text),
    );
    let truth = [("true", true), ("false", false)];
    let says = |context: &mut Context, word: &str| {
        arguments.get(word).and_then(|value| choice(context, value, &truth)).unwrap_or(false)
    };
    let validation = if says(context, "notValid") { Validation::NotValid } else { Validation::Validated };
    let inheritance = if says(context, "noInherit") { Inheritance::Local } else { Inheritance::Inherited };
    let comment = arguments.name(context, "comment").map(|(text, _)| text.into());
    Some(CheckLine { attribute, name, expression: Expr::new(text), validation, inheritance, comment })
}

/// The constraints they become.
pub(crate) fn lower(model: &Model, places: &mut Places) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::with_capacity(model.checks.len());
    for line in &model.checks {
        places.push((ObjectKind::Check, line.name.clone(), line.attribute.span));
        checks.push(Check {
            name: line.name.clone(),
            expression: line.expression.clone(),
            validation: line.validation,
            inheritance: line.inheritance,
            comment: line.comment.clone(),
        });
    }
    checks
}
