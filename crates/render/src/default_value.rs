//! `@default(…)`: the words of the language where they mean the very expression, else its text.

use icms_model::entity::Scalar;
use icms_model::{Array, Builtin, Column, DataType, Expr, QualifiedName, TypeName};
use icms_sql::{Name, TokenKind, decode_text, lex};

use crate::data_type::Kind;
use crate::text::string;
use crate::writer::Writer;

/// The value in the parentheses.
pub(crate) fn value(writer: &Writer<'_>, column: &Column, kind: Kind, text: &Expr) -> String {
    let word = match column.data_type.array {
        Array::No => single(writer, &column.data_type, kind, text.text()),
        Array::Yes => empty_list(&column.data_type, kind, text.text()),
    };
    word.unwrap_or_else(|| format!("dbgenerated({})", string(text.text())))
}

/// A literal and the type it is cast to.
struct Literal<'t> {
    kind: LiteralKind,
    text: String,
    cast: Option<&'t str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LiteralKind {
    Text,
    Number,
    Word,
}

fn single(writer: &Writer<'_>, data_type: &DataType, kind: Kind, text: &str) -> Option<String> {
    if matches!(text, "CURRENT_TIMESTAMP") && kind == Kind::Scalar(Scalar::DateTime) {
        return Some("now()".to_owned());
    }
    if text == "now()" && kind == Kind::Scalar(Scalar::DateTime) && !writer.is_exact() {
        return Some("now()".to_owned());
    }
    let literal = literal(text)?;
    if !literal.cast.is_none_or(|cast| is_type(cast, data_type)) {
        return None;
    }
    match (kind, literal.kind) {
        (Kind::Scalar(Scalar::Boolean), LiteralKind::Word) => Some(literal.text),
        (Kind::Scalar(Scalar::Int | Scalar::BigInt), LiteralKind::Number | LiteralKind::Text) => {
            integer(&literal, data_type)
        }
        (Kind::Scalar(Scalar::Float | Scalar::Decimal), LiteralKind::Number) => {
            is_plain_number(&literal.text).then_some(literal.text)
        }
        (Kind::Scalar(Scalar::String), LiteralKind::Text) => {
            is_text(data_type).then(|| string(&literal.text))
        }
        (Kind::Scalar(Scalar::Json), LiteralKind::Text) => Some(string(&literal.text)),
        (Kind::Enum, LiteralKind::Text) => {
            let owner = data_type.user_type()?;
            enum_word(writer, owner, &Name::new(&literal.text))
        }
        (Kind::Scalar(_) | Kind::Enum | Kind::Other, _) => None,
    }
}

const fn is_text(data_type: &DataType) -> bool {
    matches!(data_type.as_builtin(), Some(Builtin::Text | Builtin::Varchar | Builtin::Bpchar))
}

/// A number that stands for itself: the server writes negative ones as text with a cast.
fn integer(literal: &Literal<'_>, data_type: &DataType) -> Option<String> {
    let negative = literal.kind == LiteralKind::Text;
    let fits = literal.text.parse::<i64>().is_ok_and(|number| (number < 0) == negative);
    let cast = !negative || literal.cast.is_some();
    (fits && cast && data_type.as_builtin().is_some_and(Builtin::is_integer)).then(|| literal.text.clone())
}

fn is_plain_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.starts_with('.') && !text.ends_with('.')
}

fn enum_word(writer: &Writer<'_>, owner: &QualifiedName, label: &Name) -> Option<String> {
    let values = &writer.schema.enums.named(owner)?.values;
    let word = writer.names.member(owner, label);
    (values.contains(label) && word != "null").then(|| word.to_owned())
}

/// `ARRAY[]::text[]` is what the language's `[]` becomes.
fn empty_list(data_type: &DataType, kind: Kind, text: &str) -> Option<String> {
    let cast = text.strip_prefix("ARRAY[]::")?;
    (kind != Kind::Other && is_type(cast, data_type)).then(|| "[]".to_owned())
}

/// Whether a cast says the type itself.
fn is_type(cast: &str, data_type: &DataType) -> bool {
    let own = match &data_type.name {
        TypeName::Named(name) => name.namespace.clone(),
        TypeName::Builtin(_) => Name::new("pg_catalog"),
    };
    let resolve = |name: &Name| QualifiedName { namespace: own.clone(), name: name.clone() };
    DataType::parse(cast, &resolve).is_some_and(|found| found.unmodified() == data_type.unmodified())
}

/// `'text'::type`, `12`, `true`, in parentheses or not.
fn literal(text: &str) -> Option<Literal<'_>> {
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let token = lex(text).next()?;
    let spelling = text.get(token.range.clone())?;
    let rest = text.get(token.range.end..)?;
    let cast = if rest.is_empty() { None } else { Some(rest.strip_prefix("::")?) };
    let (kind, value) = match token.kind {
        TokenKind::Text | TokenKind::EscapeText => (LiteralKind::Text, decode_text(token.kind, spelling)?),
        TokenKind::Number => (LiteralKind::Number, spelling.to_owned()),
        TokenKind::Word if matches!(spelling, "true" | "false") => (LiteralKind::Word, spelling.to_owned()),
        _ => return None,
    };
    Some(Literal { kind, text: value, cast })
}
