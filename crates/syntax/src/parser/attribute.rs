//! Attributes and their arguments.

use super::{Reader, expression};
use crate::ast::{Argument, Attribute};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Span;

/// An `attribute` or `block_attribute` node.
pub(crate) fn attribute(reader: &mut Reader<'_>, pair: Pair<'_>) -> Attribute {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let arguments = arguments(reader, &mut inner).map_or_else(Vec::new, |(arguments, _)| arguments);
    Attribute { name, arguments, span }
}

/// The arguments that come next, and where they stand; none when something else does.
pub(crate) fn arguments(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> Option<(Vec<Argument>, Span)> {
    let pair = rest.peek().filter(|pair| pair.as_rule() == Rule::arguments)?;
    rest.next();
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let mut list = Vec::with_capacity(inner.len());
    while let Some(pair) = inner.next() {
        list.push(argument(reader, pair, &mut inner));
    }
    Some((list, span))
}

fn argument(reader: &mut Reader<'_>, pair: Pair<'_>, rest: &mut Pairs<'_>) -> Argument {
    match pair.as_rule() {
        Rule::named => {
            let (name, value) = expression::named(reader, pair);
            let span = name.span.to(value.span());
            Argument { name: Some(name), value, span }
        }
        _ => {
            let value = expression::element(reader, pair, rest);
            let span = value.span();
            Argument { name: None, value, span }
        }
    }
}
