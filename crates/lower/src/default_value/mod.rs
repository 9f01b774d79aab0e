//! `@default(…)`: what the database fills in, or the client.

mod function;
mod instant;
mod json;
mod literal;

use icms_model::DefaultValue;
use icms_model::entity::ClientDefault;
use icms_model::{DataType, Expr};
use icms_syntax::ast::{Attribute, Expression};

use crate::attribute::{Arguments, Takes};
use crate::context::Context;
use crate::field::{FieldKind, Plurality};

/// Who fills a field, and with what.
#[derive(Debug, Clone, Default)]
pub(crate) enum Default {
    /// Nobody.
    #[default]
    None,
    /// The database.
    Database(DefaultValue),
    /// The database, from a sequence that belongs to the column.
    Autoincrement,
    /// The client.
    Client(ClientDefault),
}

/// The field that a default is for.
pub(crate) struct Place<'f> {
    /// What it holds.
    pub kind: FieldKind,
    /// One or many.
    pub plurality: Plurality,
    /// Its column's type.
    pub data_type: &'f DataType,
}

const VALUE: Takes = Takes { positional: &["value"], named: &["map"], beyond: &[] };

/// Reads `@default(…)`; what is wrong fills nothing.
pub(crate) fn read<'a>(context: &mut Context<'a>, attribute: &'a Attribute, place: &Place) -> Default {
    let arguments = Arguments::check(context, attribute, &VALUE);
    if arguments.get("map").is_some() {
        let message = "PostgreSQL has no names for defaults";
        context.error(crate::code::UNKNOWN_ARGUMENT, arguments.span_of("map"), message);
    }
    let Some(value) = arguments.required(context, "value") else { return Default::None };
    match value {
        Expression::Call { name, arguments, span } => function::read(context, name, arguments, *span, place),
        Expression::Number(..)
        | Expression::String(..)
        | Expression::Word(..)
        | Expression::Array(..)
        | Expression::Object(..)
        | Expression::With { .. } => literal::read(context, value, place)
            .map_or(Default::None, |sql| Default::Database(DefaultValue::Expression(Expr::new(sql)))),
    }
}
