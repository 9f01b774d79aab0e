//! Fields and their types.

use super::{Reader, attribute};
use crate::ast::{Arity, Docs, Field, FieldType};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Spanned;

/// A `field` node, without its documentation.
pub(crate) fn field(reader: &mut Reader<'_>, pair: Pair<'_>, docs: Docs) -> Field {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let (ty, arity) = field_type(reader, &mut inner);
    let attributes = attribute::attributes(reader, &mut inner);
    Field { name, ty, arity, attributes, docs, span }
}

/// The type and arity that come next.
pub(crate) fn field_type(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> (FieldType, Arity) {
    match rest.next() {
        Some(plain) if plain.as_rule() == Rule::plain_type => {
            let span = plain.as_span();
            let (name, arity) = split(span.as_str());
            let place = reader.place(span.start(), span.start() + name.len());
            (FieldType::Named(Spanned::new(name.to_owned(), place)), arity)
        }
        Some(base) => {
            let ty = base_type(reader, base);
            (ty, written_arity(rest))
        }
        None => (FieldType::Named(reader.name(None)), Arity::Required),
    }
}

/// A `base` node: a type without arity.
pub(crate) fn base_type(reader: &mut Reader<'_>, pair: Pair<'_>) -> FieldType {
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    match inner.next() {
        Some(pair) if pair.as_rule() == Rule::unsupported => {
            reader.expect_word(&name, "Unsupported");
            FieldType::Unsupported(reader.name(pair.into_inner().next()))
        }
        Some(pair) => FieldType::Generic { name, of: reader.name(pair.into_inner().next()) },
        None => FieldType::Named(name),
    }
}

/// The name in `String[]`, and the arity behind it.
fn split(text: &str) -> (&str, Arity) {
    match text.strip_suffix(']').and_then(|s| s.strip_suffix('[')) {
        Some(name) => (name, Arity::List),
        None => match text.split_once('?') {
            Some((name, _)) => {
                name.strip_suffix("[]").map_or((name, Arity::Optional), |n| (n, Arity::OptionalList))
            }
            None => (text, Arity::Required),
        },
    }
}

/// The arity behind `Unsupported("…")` and `Range<…>`.
fn written_arity(rest: &mut Pairs<'_>) -> Arity {
    match rest.peek().filter(|pair| pair.as_rule() == Rule::arity) {
        Some(pair) => {
            rest.next();
            arity(pair.as_str())
        }
        None => Arity::Required,
    }
}

fn arity(suffix: &str) -> Arity {
    match (suffix.contains('['), suffix.contains('?')) {
        (true, true) => Arity::OptionalList,
        (true, false) => Arity::List,
        (false, true) => Arity::Optional,
        (false, false) => Arity::Required,
    }
}
