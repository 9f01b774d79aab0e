//! Functions as defaults: `now()`, `autoincrement()`, `dbgenerated("…")`, those of the client.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::entity::{ClientDefault, Scalar};
use icms_model::{Builtin, DefaultValue, Expr, QualifiedName};
use icms_sql::Name;
use icms_syntax::Dialect;
use icms_syntax::ast::{Argument, Expression, Ident};

use super::{Default, Place};
use crate::code;
use crate::context::Context;
use crate::field::{FieldKind, Plurality};
use crate::scalar::scalar_name;
use crate::suggest::closest;

const NAMES: [&str; 7] = ["now", "autoincrement", "dbgenerated", "uuid", "cuid", "ulid", "nanoid"];

/// What a call as default means.
pub(super) fn read(
    context: &mut Context,
    name: &Ident,
    arguments: &[Argument],
    span: Span,
    place: &Place,
) -> Default {
    match name.value.as_str() {
        "dbgenerated" => database_text(context, arguments, span),
        "expr" | "sql" if context.dialect == Dialect::Icms => database_text(context, arguments, span),
        "nextval" if context.dialect == Dialect::Icms => next_value(context, arguments, span),
        "now" if fits(context, name, place, &[Scalar::DateTime]) => {
            no_arguments(context, name, arguments);
            Default::Database(DefaultValue::Expression(Expr::new("CURRENT_TIMESTAMP")))
        }
        "autoincrement" if fits(context, name, place, &[Scalar::Int, Scalar::BigInt]) => {
            no_arguments(context, name, arguments);
            numbering(context, name, place)
        }
        "uuid" | "cuid" | "ulid" | "nanoid" if fits(context, name, place, &[Scalar::String]) => {
            by_client(context, name, arguments, span).map_or(Default::None, Default::Client)
        }
        known if NAMES.contains(&known) => Default::None,
        _ => {
            unknown(context, name);
            Default::None
        }
    }
}

/// A sequence of the column's own; PostgreSQL has none for object identifiers, which Prisma overlooks.
fn numbering(context: &mut Context, name: &Ident, place: &Place) -> Default {
    if place.data_type.as_builtin() != Some(Builtin::Oid) {
        return Default::Autoincrement;
    }
    context.report(
        Diagnostic::warning(code::DEFAULT_FUNCTION, "a column of type oid cannot number itself")
            .at(name.span)
            .help("no default is made for it; use `Int` or `BigInt`"),
    );
    Default::None
}

/// Whether the function can fill the field; complains otherwise. Prisma overlooks lists.
fn fits(context: &mut Context, name: &Ident, place: &Place, scalars: &[Scalar]) -> bool {
    let right = matches!(place.kind, FieldKind::Scalar(scalar) if scalars.contains(&scalar));
    if right && place.plurality == Plurality::One {
        return true;
    }
    let words: Vec<&str> = scalars.iter().map(|scalar| scalar_name(*scalar)).collect();
    let message = format!("`{}()` cannot fill this field", name.value);
    let diagnostic = if right && context.dialect == Dialect::Prisma {
        Diagnostic::warning(code::DEFAULT_FUNCTION, message)
    } else {
        Diagnostic::error(code::DEFAULT_FUNCTION, message)
    };
    let help = format!("it fills single fields of type {}", words.join(" or "));
    context.report(diagnostic.at(name.span).help(help));
    false
}

fn no_arguments(context: &mut Context, name: &Ident, arguments: &[Argument]) {
    if let Some(argument) = arguments.first() {
        let message = format!("`{}()` takes no arguments", name.value);
        context.error(code::BAD_ARGUMENT, argument.span, message);
    }
}

/// `dbgenerated("sql")`, or `dbgenerated()` for "the database knows".
fn database_text(context: &mut Context, arguments: &[Argument], span: Span) -> Default {
    match arguments {
        [] => Default::Database(DefaultValue::Unspecified),
        [Argument { value: Expression::String(text, at), .. }] => {
            if text.trim().is_empty() {
                context.error(code::BAD_ARGUMENT, *at, "the SQL text must not be empty");
                return Default::None;
            }
            Default::Database(DefaultValue::Expression(Expr::new(text)))
        }
        _ => {
            context.error(code::BAD_ARGUMENT, span, "it takes one SQL text in double quotes, or nothing");
            Default::None
        }
    }
}

/// `nextval(InvoiceNumber)`: from a sequence of the schema.
fn next_value(context: &mut Context, arguments: &[Argument], span: Span) -> Default {
    let [Argument { value: Expression::Word(name, _) | Expression::String(name, _), .. }] = arguments else {
        context.error(code::BAD_ARGUMENT, span, "it takes the name of one sequence");
        return Default::None;
    };
    let sequence = crate::sequence::declared_name(context, name).unwrap_or_else(|| {
        let (namespace, name) = name.split_once('.').unwrap_or((context.default_namespace.as_str(), name));
        QualifiedName::new(Name::new(namespace), Name::new(name))
    });
    Default::Database(DefaultValue::Nextval(sequence))
}

fn by_client(
    context: &mut Context,
    name: &Ident,
    arguments: &[Argument],
    span: Span,
) -> Option<ClientDefault> {
    let number = match arguments {
        [] => None,
        [Argument { value: Expression::Number(text, _), .. }] => text.parse::<u16>().ok(),
        _ => Some(0),
    };
    let found = match (name.value.as_str(), number) {
        ("uuid", None | Some(4)) => Some(ClientDefault::UuidV4),
        ("uuid", Some(7)) => Some(ClientDefault::UuidV7),
        ("cuid", None | Some(1)) => Some(ClientDefault::Cuid),
        ("cuid", Some(2)) => Some(ClientDefault::Cuid2),
        ("ulid", None) => Some(ClientDefault::Ulid),
        ("nanoid", None) => Some(ClientDefault::Nanoid(21)),
        ("nanoid", Some(length @ 2..=255)) => u8::try_from(length).ok().map(ClientDefault::Nanoid),
        _ => None,
    };
    if found.is_none() {
        let takes = match name.value.as_str() {
            "uuid" => "nothing, 4 or 7",
            "cuid" => "nothing, 1 or 2",
            "nanoid" => "nothing or a length from 2 to 255",
            _ => "nothing",
        };
        context.error(code::BAD_ARGUMENT, span, format!("`{}()` takes {takes}", name.value));
    }
    found
}

fn unknown(context: &mut Context, name: &Ident) {
    let message = format!("there is no default function `{}()`", name.value);
    let diagnostic = Diagnostic::error(code::DEFAULT_FUNCTION, message).at(name.span);
    context.report(match closest(&name.value, NAMES) {
        Some(word) => diagnostic.help(format!("did you mean `{word}()`?")).fix(name.span, word),
        None => diagnostic.help("functions of the database go into `dbgenerated(\"…\")`"),
    });
}
