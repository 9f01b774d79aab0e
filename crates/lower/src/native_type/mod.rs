//! `@db.…`: the native type of a column.

mod table;

use icms_diagnostic::{Diagnostic, Span};
use icms_model::entity::Scalar;
use icms_model::{Builtin, DataType, QualifiedName};
use icms_syntax::Dialect;
use icms_syntax::ast::{Attribute, Expression};

use crate::code;
use crate::context::Context;
use crate::scalar::{builtin_by_word, scalar_name, shown_as};
use crate::suggest::closest;
use table::{Arity, NATIVE_TYPES, NativeType};

/// Reads `@db.VarChar(255)` on a field of this scalar type; none when it is wrong.
pub(crate) fn read(context: &mut Context, attribute: &Attribute, scalar: Option<Scalar>) -> Option<DataType> {
    let (prefix, name) = attribute.name.value.split_once('.')?;
    check_prefix(context, attribute, prefix, name);
    let numbers = numbers(context, attribute, name);
    match NATIVE_TYPES.iter().find(|native| native.name == name) {
        Some(native) => known(context, attribute, native, scalar, numbers?),
        None => beyond_prisma(context, attribute, name, scalar, numbers),
    }
}

/// `@pg.Text` where the datasource is called `db`.
fn check_prefix(context: &mut Context, attribute: &Attribute, prefix: &str, name: &str) {
    let wanted = context.prefix().to_owned();
    if prefix == wanted || context.config.datasource.is_none() {
        return;
    }
    let place = attribute.name.span;
    let fixed =
        Span { start: place.start, end: place.start + u32::try_from(prefix.len()).unwrap_or(0), ..place };
    context.report(
        Diagnostic::error(code::NATIVE_TYPE_PREFIX, format!("native types start with `@{wanted}.` here"))
            .at(place)
            .help(format!("the prefix is the name of the datasource: `@{wanted}.{name}`"))
            .fix(fixed, wanted),
    );
}

/// The numbers in the parentheses; none when something else stands there.
fn numbers(context: &mut Context, attribute: &Attribute, name: &str) -> Option<Vec<i32>> {
    if name == "Type" {
        return None;
    }
    let mut numbers = Vec::new();
    for argument in &attribute.arguments {
        match &argument.value {
            Expression::Number(text, _) if text.parse::<u32>().is_ok_and(|n| i32::try_from(n).is_ok()) => {
                numbers.extend(text.parse::<i32>());
            }
            other => {
                context.error(
                    code::NATIVE_TYPE_ARGUMENTS,
                    other.span(),
                    format!("`{name}` takes whole numbers"),
                );
                return None;
            }
        }
    }
    Some(numbers)
}

/// One of Prisma's native types.
fn known(
    context: &mut Context,
    attribute: &Attribute,
    native: &NativeType,
    scalar: Option<Scalar>,
    numbers: Vec<i32>,
) -> Option<DataType> {
    if !native.arity.allows(numbers.len()) {
        let message = format!("`{}` takes {}", native.name, native.arity.words());
        context.error(code::NATIVE_TYPE_ARGUMENTS, attribute.span, message);
        return None;
    }
    if let Some(scalar) = scalar.filter(|scalar| !native.scalars.contains(scalar)) {
        mismatch(context, attribute, native.name, scalar, native.scalars);
        return None;
    }
    check_numbers(context, attribute, native, &numbers);
    let Some(builtin) = native.builtin else { return Some(context.extension_type("citext")) };
    let numbers = match (native.arity, numbers.as_slice()) {
        (Arity::Length, []) if matches!(builtin, Builtin::Bpchar | Builtin::Bit) => vec![1],
        _ => numbers,
    };
    Some(DataType::builtin(builtin).with(numbers))
}

fn mismatch(context: &mut Context, attribute: &Attribute, name: &str, scalar: Scalar, allowed: &[Scalar]) {
    let words: Vec<&str> = allowed.iter().map(|scalar| scalar_name(*scalar)).collect();
    context.report(
        Diagnostic::error(
            code::NATIVE_TYPE_MISMATCH,
            format!("`{name}` cannot hold a field of type `{}`", scalar_name(scalar)),
        )
        .at(attribute.span)
        .help(format!("it goes with {}", words.join(" or "))),
    );
}

/// Lengths, precisions and scales out of range.
fn check_numbers(context: &mut Context, attribute: &Attribute, native: &NativeType, numbers: &[i32]) {
    let wrong = match (native.arity, numbers) {
        (Arity::PrecisionAndScale, [precision, _]) if !(1..=1000).contains(precision) => {
            Some("the precision must lie between 1 and 1000")
        }
        (Arity::PrecisionAndScale, [precision, scale]) if scale > precision => {
            Some("the scale must not be larger than the precision")
        }
        (Arity::Precision, [precision]) if *precision > 6 => Some("the precision must lie between 0 and 6"),
        (Arity::Length, [0]) if native.name.contains("Bit") => Some("the length must be at least 1"),
        _ => None,
    };
    if let Some(message) = wrong {
        context.error(code::NATIVE_TYPE_ARGUMENTS, attribute.span, message);
    } else if let (Arity::Length, &[length]) = (native.arity, numbers) {
        check_length(context, attribute, native, length);
    }
}

/// Lengths that PostgreSQL refuses and Prisma overlooks.
fn check_length(context: &mut Context, attribute: &Attribute, native: &NativeType, length: i32) {
    let most = if native.name.contains("Bit") { 83_886_080 } else { 10_485_760 };
    if (1..=most).contains(&length) {
        return;
    }
    context.report(
        Diagnostic::warning(code::BAD_LENGTH, format!("PostgreSQL refuses `{}({length})`", native.name))
            .at(attribute.span)
            .help(format!("the length must lie between 1 and {most}")),
    );
}

/// What only `.icms` files know: any built-in type by its name, and `@db.Type("…")`.
fn beyond_prisma(
    context: &mut Context,
    attribute: &Attribute,
    name: &str,
    scalar: Option<Scalar>,
    numbers: Option<Vec<i32>>,
) -> Option<DataType> {
    if context.dialect == Dialect::Prisma {
        unknown(context, attribute, name);
        return None;
    }
    if name == "Type" {
        return written_type(context, attribute);
    }
    let Some(builtin) = builtin_by_word(name) else {
        unknown(context, attribute, name);
        return None;
    };
    if let (Some(scalar), Some(shown)) = (scalar, shown_as(builtin))
        && scalar != shown
    {
        mismatch(context, attribute, name, scalar, &[shown]);
        return None;
    }
    Some(DataType::builtin(builtin).with(numbers?))
}

/// `@db.Type("vector(1536)")`.
fn written_type(context: &mut Context, attribute: &Attribute) -> Option<DataType> {
    let [argument] = attribute.arguments.as_slice() else {
        context.error(code::NATIVE_TYPE_ARGUMENTS, attribute.span, "`Type` takes the type as SQL text");
        return None;
    };
    let Expression::String(text, span) = &argument.value else {
        context.error(code::NATIVE_TYPE_ARGUMENTS, argument.span, "`Type` takes the type as SQL text");
        return None;
    };
    Some(from_sql(context, text, *span))
}

/// A type as SQL writes it; one that cannot be read keeps its text as its name.
pub(crate) fn from_sql(context: &mut Context, text: &str, span: Span) -> DataType {
    if let Some(data_type) = DataType::parse(text, &|name| context.type_named(name)) {
        return data_type;
    }
    context.report(
        Diagnostic::warning(code::UNREADABLE_TYPE, format!("`{text}` does not look like a type"))
            .at(span)
            .help("write it as in CREATE TABLE, with double quotes around names with capitals"),
    );
    DataType::named(QualifiedName::new(context.default_namespace.clone(), text))
}

fn unknown(context: &mut Context, attribute: &Attribute, name: &str) {
    let words = NATIVE_TYPES.iter().map(|native| native.name);
    let mut diagnostic =
        Diagnostic::error(code::UNKNOWN_NATIVE_TYPE, format!("there is no native type `{name}`"))
            .at(attribute.name.span);
    if let Some(word) = closest(name, words) {
        let place = attribute.name.span;
        let fixed = Span { start: place.end.saturating_sub(u32::try_from(name.len()).unwrap_or(0)), ..place };
        diagnostic = diagnostic.help(format!("did you mean `{word}`?")).fix(fixed, word);
    } else if context.dialect == Dialect::Prisma {
        diagnostic = diagnostic.help("types without a name here go into `Unsupported(\"…\")`");
    }
    context.report(diagnostic);
}

/// `Unsupported("Uuid")`: the scalar and native type that say the same.
pub(crate) fn supported_spelling(text: &str) -> Option<(&'static str, &'static str)> {
    let head = text.split('(').next().unwrap_or(text).trim();
    let native = NATIVE_TYPES.iter().find(|native| native.name == head)?;
    Some((scalar_name(*native.scalars.first()?), native.name))
}
