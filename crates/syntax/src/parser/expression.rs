//! Values.

use super::{Reader, attribute, string};
use crate::ast::{Expression, Ident};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Spanned;

/// The value that starts with `pair`; `rest` gives up the nodes that belong to it.
pub(crate) fn element(reader: &mut Reader<'_>, pair: Pair<'_>, rest: &mut Pairs<'_>) -> Expression {
    let value = value(reader, pair, rest);
    match rest.peek() {
        Some(next) if next.as_rule() == Rule::with => {
            rest.next();
            let operator = operator(reader, &next);
            let span = value.span().to(reader.span(&next));
            Expression::With { element: Box::new(value), operator, span }
        }
        Some(_) | None => value,
    }
}

fn operator(reader: &mut Reader<'_>, with: &Pair<'_>) -> Ident {
    let string = with.clone().into_inner().next();
    reader.name(string)
}

/// A value without `with`.
pub(crate) fn value(reader: &mut Reader<'_>, pair: Pair<'_>, rest: &mut Pairs<'_>) -> Expression {
    let span = reader.span(&pair);
    match pair.as_rule() {
        Rule::number => Expression::Number(pair.as_str().to_owned(), span),
        Rule::string => Expression::String(string::literal(reader, &pair), span),
        Rule::raw => Expression::String(string::raw(&pair), span),
        Rule::array => Expression::Array(array(reader, pair.into_inner()), span),
        Rule::object => Expression::Object(object(reader, pair.into_inner()), span),
        _ => word_or_call(reader, &pair, rest),
    }
}

fn word_or_call(reader: &mut Reader<'_>, pair: &Pair<'_>, rest: &mut Pairs<'_>) -> Expression {
    let name = reader.ident(pair);
    match attribute::arguments(reader, rest) {
        Some((arguments, end)) => {
            let span = name.span.to(end);
            Expression::Call { name, arguments, span }
        }
        None => Expression::Word(name.value, name.span),
    }
}

fn array(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Vec<Expression> {
    let mut elements = Vec::with_capacity(inner.len());
    while let Some(pair) = inner.next() {
        elements.push(element(reader, pair, &mut inner));
    }
    elements
}

fn object(reader: &mut Reader<'_>, inner: Pairs<'_>) -> Vec<(Ident, Expression)> {
    inner.map(|entry| named(reader, entry)).collect()
}

/// The key and value of a `key: value` node.
pub(crate) fn named(reader: &mut Reader<'_>, pair: Pair<'_>) -> (Ident, Expression) {
    let end = reader.place(pair.as_span().end(), pair.as_span().end());
    let mut inner = pair.into_inner();
    let key = reader.name(inner.next());
    let value = match inner.next() {
        Some(first) => element(reader, first, &mut inner),
        // The grammar has a value after every key.
        None => Expression::Word(String::new(), end),
    };
    (Spanned::new(key.value, key.span), value)
}
