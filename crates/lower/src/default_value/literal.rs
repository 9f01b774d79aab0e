//! Literals as SQL: checked against the field's type.

use icms_diagnostic::Diagnostic;
use icms_model::Builtin;
use icms_model::entity::Scalar;
use icms_sql::quote_literal;
use icms_syntax::ast::Expression;

use super::{Place, instant, json};
use crate::attribute::shown;
use crate::code;
use crate::context::Context;
use crate::field::{FieldKind, Plurality};
use crate::scalar::scalar_name;
use crate::suggest::{closest, listed};
use crate::unread::Reading;

/// The SQL text of a literal default.
pub(super) fn read(context: &mut Context, value: &Expression, place: &Place) -> Option<String> {
    match (value, place.plurality) {
        (Expression::Word(word, span), _) if word == "null" => {
            let diagnostic = Diagnostic::error(code::DEFAULT_NOT_HERE, "`null` is no default").at(*span);
            context.report(diagnostic.help("an optional field without `@default` is NULL already"));
            None
        }
        (Expression::Array(items, _), Plurality::Many) => list(context, items, place),
        (Expression::Array(_, span), Plurality::One) => {
            context.error(code::DEFAULT_TYPE, *span, "a single field cannot have a list as its default");
            None
        }
        (other, Plurality::Many) => {
            let message = format!("the default of a list must be a list, found {}", shown(other));
            context.error(code::DEFAULT_TYPE, other.span(), message);
            None
        }
        (single, Plurality::One) => element(context, single, place),
    }
}

/// `ARRAY[1, 2]::integer[]`
fn list(context: &mut Context, items: &[Expression], place: &Place) -> Option<String> {
    let texts: Vec<Option<String>> = items.iter().map(|item| element(context, item, place)).collect();
    let texts: Option<Vec<String>> = texts.into_iter().collect();
    Some(format!("ARRAY[{}]::{}", texts?.join(", "), place.data_type))
}

fn element(context: &mut Context, value: &Expression, place: &Place) -> Option<String> {
    match place.kind {
        FieldKind::Scalar(scalar) => scalar_literal(context, value, scalar, place),
        FieldKind::Enum(at) => label(context, value, at),
        FieldKind::Unsupported => {
            let message = "a field of type `Unsupported` takes only `dbgenerated(\"…\")` as its default";
            context.error(code::DEFAULT_NOT_HERE, value.span(), message);
            None
        }
        FieldKind::Builtin | FieldKind::Composite(_) | FieldKind::Domain(_) => plain(context, value),
        FieldKind::Model(_) | FieldKind::Unknown => None,
    }
}

/// An enum's value as its label.
fn label(context: &mut Context, value: &Expression, at: usize) -> Option<String> {
    let declaration = context.enums.get(at)?;
    let Expression::Word(word, span) = value else {
        let message = format!("expected a value of `{}`, found {}", declaration.ast.name.value, shown(value));
        context.error(code::DEFAULT_TYPE, value.span(), message);
        return None;
    };
    if let Some(label) = declaration.label(word) {
        return Some(quote_literal(label.as_str()));
    }
    if declaration.reading == Reading::Partly {
        return None;
    }
    let names = declaration.values.iter().map(|value| value.ast.name.value.as_str());
    let near = closest(word, names);
    let message = format!("`{}` has no value `{word}`", declaration.ast.name.value);
    let diagnostic = Diagnostic::error(code::DEFAULT_TYPE, message).at(*span);
    let diagnostic = match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(*span, near),
        None => {
            let names: Vec<&str> = declaration.values.iter().map(|v| v.ast.name.value.as_str()).collect();
            diagnostic.help(format!("there are {}", listed(&names)))
        }
    };
    context.report(diagnostic);
    None
}

/// A literal of a type without rules of its own, as it stands.
fn plain(context: &mut Context, value: &Expression) -> Option<String> {
    match value {
        Expression::Number(text, _) => Some(text.clone()),
        Expression::String(text, _) => Some(quote_literal(text)),
        Expression::Word(text, _) if matches!(text.as_str(), "true" | "false") => Some(text.clone()),
        other => {
            let message = format!("{} is no default for this field", shown(other));
            context.error(code::DEFAULT_TYPE, other.span(), message);
            None
        }
    }
}

fn scalar_literal(
    context: &mut Context,
    value: &Expression,
    scalar: Scalar,
    place: &Place,
) -> Option<String> {
    match (scalar, value) {
        (Scalar::Int | Scalar::BigInt, Expression::Number(text, _)) => integer(context, value, text, place),
        (Scalar::Float | Scalar::Decimal, Expression::Number(text, _)) => Some(text.clone()),
        (Scalar::Decimal, Expression::String(text, _)) if is_number(text) => Some(text.clone()),
        (Scalar::Boolean, Expression::Word(word, _)) if matches!(word.as_str(), "true" | "false") => {
            Some(word.clone())
        }
        (Scalar::String, Expression::String(text, span)) => {
            if text.contains('\0') {
                let message = "PostgreSQL has no text with the character U+0000";
                context.report(Diagnostic::warning(code::DEFAULT_RANGE, message).at(*span));
            }
            Some(quote_literal(text))
        }
        (Scalar::Json, Expression::String(text, span)) => match json::check(text) {
            Ok(()) => Some(quote_literal(text)),
            Err(reason) => {
                context.error(code::DEFAULT_TYPE, *span, format!("this is not JSON: {reason}"));
                None
            }
        },
        (Scalar::Bytes, Expression::String(text, span)) => bytes(context, text, *span),
        (Scalar::DateTime, Expression::String(text, span)) => {
            let rendered = instant::rendered(text).map(|rendered| quote_literal(&rendered));
            if rendered.is_none() {
                let message = format!("`{text}` is not a date and time");
                let diagnostic = Diagnostic::error(code::DEFAULT_TYPE, message).at(*span);
                context.report(diagnostic.help("write it as `2020-01-31T12:00:00Z`"));
            }
            rendered
        }
        (_, other) => {
            wrong_type(context, other, scalar);
            None
        }
    }
}

fn wrong_type(context: &mut Context, value: &Expression, scalar: Scalar) {
    let message = format!("expected a default of type `{}`, found {}", scalar_name(scalar), shown(value));
    let diagnostic = Diagnostic::error(code::DEFAULT_TYPE, message).at(value.span());
    context.report(match (scalar, value) {
        (Scalar::String, Expression::Word(word, span)) => diagnostic.fix(*span, format!("\"{word}\"")),
        (Scalar::Boolean, Expression::String(text, span)) if matches!(text.as_str(), "true" | "false") => {
            diagnostic.fix(*span, text.as_str())
        }
        (Scalar::Int | Scalar::BigInt | Scalar::Float, Expression::String(text, span)) if is_number(text) => {
            diagnostic.fix(*span, text.as_str())
        }
        _ => diagnostic,
    });
}

/// A whole number; one that the column cannot hold is a warning, because Prisma takes it.
fn integer(context: &mut Context, value: &Expression, text: &str, place: &Place) -> Option<String> {
    let Ok(number) = text.parse::<i64>() else {
        context.error(code::DEFAULT_TYPE, value.span(), format!("`{text}` is not a whole number"));
        return None;
    };
    let range = match place.data_type.element().as_builtin() {
        Some(Builtin::Int2) => i64::from(i16::MIN)..=i64::from(i16::MAX),
        Some(Builtin::Int4) => i64::from(i32::MIN)..=i64::from(i32::MAX),
        Some(Builtin::Oid) => 0..=i64::from(u32::MAX),
        Some(_) | None => i64::MIN..=i64::MAX,
    };
    if !range.contains(&number) {
        let message = format!("{number} does not fit into a column of type {}", place.data_type);
        let diagnostic = Diagnostic::warning(code::DEFAULT_RANGE, message).at(value.span());
        context.report(diagnostic.help("every INSERT without a value would fail; use `BigInt`"));
    }
    Some(number.to_string())
}

/// Base64 as a `bytea` literal.
fn bytes(context: &mut Context, text: &str, span: icms_diagnostic::Span) -> Option<String> {
    let Some(decoded) = base64(text) else {
        context.error(code::DEFAULT_TYPE, span, format!("`{text}` is not base64"));
        return None;
    };
    let hex: String = decoded.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(quote_literal(&format!("\\x{hex}")))
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let body = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 {
        return None;
    }
    let (mut bits, mut held, mut out) = (0_u32, 0_u32, Vec::new());
    for byte in body.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
        }
    }
    Some(out)
}

/// `-1.50`, `1e5`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits = mantissa.replacen('.', "", 1);
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numeric(&digits) && numeric(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_numbers() {
        assert_eq!(base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(base64("aGVsbG8"), None);
        assert_eq!(base64("!!!!"), None);
        assert_eq!(base64(""), Some(Vec::new()));
        assert!(is_number("-1.50") && is_number("1e5") && !is_number("1.2.3") && !is_number(""));
    }
}
