//! One element of a key: a field or an expression, with order, operator class, collation.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::{NullsOrder, QualifiedName, SortOrder};
use icms_syntax::Dialect;
use icms_syntax::ast::{Argument, Attribute, Expression, Ident};

use super::{ModelSoFar, fields};
use crate::attribute::{Arguments, choice, items, shown, string};
use crate::code;
use crate::column::collation_named;
use crate::context::Context;

/// One element of a key.
pub(crate) struct Part<'a> {
    /// What is indexed.
    pub target: PartTarget<'a>,
    /// `sort:`
    pub sort: Option<SortOrder>,
    /// `nulls:`
    pub nulls: Option<NullsOrder>,
    /// `ops:`
    pub ops: Option<(Ops<'a>, Span)>,
    /// `collate:`
    pub collation: Option<QualifiedName>,
    /// Where it stands.
    pub span: Span,
}

/// What a part indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartTarget<'a> {
    /// A field, by position.
    Field(usize),
    /// SQL text.
    Expression(&'a str),
}

/// An operator class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ops<'a> {
    /// One of Prisma's words.
    Word(&'a str),
    /// `raw("gin_trgm_ops")`
    Raw(&'a str),
}

impl Part<'_> {
    /// The field it indexes.
    pub(crate) const fn field(&self) -> Option<usize> {
        match self.target {
            PartTarget::Field(at) => Some(at),
            PartTarget::Expression(_) => None,
        }
    }
}

const fn bare(target: PartTarget<'_>, span: Span) -> Part<'_> {
    Part { target, sort: None, nulls: None, ops: None, collation: None, span }
}

const SORTS: [(&str, SortOrder); 2] = [("Asc", SortOrder::Ascending), ("Desc", SortOrder::Descending)];
const NULLS: [(&str, NullsOrder); 2] = [("First", NullsOrder::First), ("Last", NullsOrder::Last)];

/// The one part of `@unique(sort: Desc)`.
pub(super) fn of_field<'a>(context: &mut Context<'a>, at: usize, arguments: &Arguments<'a>) -> Part<'a> {
    let mut part = bare(PartTarget::Field(at), arguments.attribute.span);
    for argument in &arguments.attribute.arguments {
        if let Some(name) = &argument.name
            && matches!(name.value.as_str(), "sort" | "ops" | "collate")
        {
            set(context, &mut part, name, argument);
        }
    }
    part
}

/// The parts in a list; none when one of them cannot be read.
pub(super) fn read<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    attribute: &'a Attribute,
    list: &'a Expression,
) -> Option<Vec<Part<'a>>> {
    let items = items(list);
    if items.is_empty() {
        let message = format!("`@@{}` needs at least one field", attribute.name.value);
        context.error(code::EMPTY_KEY, attribute.span, message);
        return None;
    }
    let mut parts: Vec<Part> = Vec::with_capacity(items.len());
    let mut right = true;
    for item in items {
        let Some(part) = element(context, model, item) else {
            right = false;
            continue;
        };
        if part.field().is_some() && parts.iter().any(|other| other.field() == part.field()) {
            context.error(code::FIELD_TWICE, part.span, "this field stands twice in the list");
            right = false;
        }
        parts.push(part);
    }
    right.then_some(parts)
}

fn element<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    item: &'a Expression,
) -> Option<Part<'a>> {
    match item {
        Expression::Word(name, span) => {
            let at = fields::scalar_field(context, model, name, *span)?;
            Some(bare(PartTarget::Field(at), *span))
        }
        Expression::Call { name, arguments, span } if name.value == "expr" => {
            expression(context, arguments, *span)
        }
        Expression::Call { name, arguments, span } => {
            let at = fields::scalar_field(context, model, &name.value, name.span)?;
            let mut part = bare(PartTarget::Field(at), *span);
            settings(context, &mut part, arguments);
            Some(part)
        }
        other => {
            let message = format!("expected a field, found {}", shown(other));
            context.error(code::BAD_ARGUMENT, other.span(), message);
            None
        }
    }
}

/// `expr("lower(email)", sort: Desc)`
fn expression<'a>(context: &mut Context<'a>, arguments: &'a [Argument], span: Span) -> Option<Part<'a>> {
    if context.dialect == Dialect::Prisma {
        context.error(code::BEYOND_PRISMA, span, "indexes over expressions are a word of `.icms` files");
    }
    let Some((first, rest)) = arguments.split_first().filter(|(first, _)| first.name.is_none()) else {
        context.error(code::MISSING_ARGUMENT, span, "`expr` takes an SQL expression in double quotes");
        return None;
    };
    let mut part = bare(PartTarget::Expression(string(context, &first.value)?), span);
    settings(context, &mut part, rest);
    Some(part)
}

fn settings<'a>(context: &mut Context<'a>, part: &mut Part<'a>, arguments: &'a [Argument]) {
    for argument in arguments {
        match &argument.name {
            Some(name) => set(context, part, name, argument),
            None => unknown(context, argument, "a field of a key takes only named arguments"),
        }
    }
}

fn set<'a>(context: &mut Context<'a>, part: &mut Part<'a>, name: &Ident, argument: &'a Argument) {
    let value = &argument.value;
    match (name.value.as_str(), context.dialect) {
        ("sort", _) => part.sort = choice(context, value, &SORTS),
        ("ops", _) => part.ops = operator_class(context, value).map(|ops| (ops, argument.span)),
        ("nulls", Dialect::Icms) => part.nulls = choice(context, value, &NULLS),
        ("collate", Dialect::Icms) => {
            part.collation = string(context, value).map(|text| collation_named(text, None));
        }
        ("length", _) => {
            let message = "PostgreSQL does not index parts of values by length";
            context.error(code::UNKNOWN_ARGUMENT, argument.span, message);
        }
        (other, _) => unknown(context, argument, &format!("a field of a key has no argument `{other}`")),
    }
}

/// Prisma reads over what it does not know here.
fn unknown(context: &mut Context, argument: &Argument, message: &str) {
    let diagnostic = match context.dialect {
        Dialect::Prisma => Diagnostic::warning(code::UNKNOWN_ARGUMENT, message).help("it is ignored"),
        Dialect::Icms => Diagnostic::error(code::UNKNOWN_ARGUMENT, message),
    };
    context.report(diagnostic.at(argument.span));
}

/// `ops: JsonbPathOps`, `ops: raw("gin_trgm_ops")`.
fn operator_class<'a>(context: &mut Context<'a>, value: &'a Expression) -> Option<Ops<'a>> {
    match value {
        Expression::Word(word, _) => Some(Ops::Word(word)),
        Expression::Call { name, arguments, .. } if name.value == "raw" => match arguments.as_slice() {
            [argument] => string(context, &argument.value).map(Ops::Raw),
            _ => {
                context.error(code::OPERATOR_CLASS, value.span(), "`raw` takes one name in double quotes");
                None
            }
        },
        Expression::String(text, _) if context.dialect == Dialect::Icms => Some(Ops::Raw(text)),
        other => {
            let message = format!("expected an operator class, found {}", shown(other));
            context.error(code::OPERATOR_CLASS, other.span(), message);
            None
        }
    }
}
