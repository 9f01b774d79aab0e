//! Attributes and their arguments.

use super::{Reader, expression};
use crate::ast::{Argument, Attribute, Expression};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Span;

/// A `block_attribute` node.
pub(crate) fn block_attribute(reader: &mut Reader<'_>, pair: Pair<'_>) -> Attribute {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let arguments = arguments(reader, &mut inner).map_or_else(Vec::new, |(arguments, _)| arguments);
    Attribute { name, arguments, span }
}

/// The attributes of a field: all words that come next, with their arguments.
pub(crate) fn attributes(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> Vec<Attribute> {
    // Most have arguments, which are nodes too.
    let mut list = Vec::with_capacity(rest.len().div_ceil(2));
    while let Some(pair) = rest.peek().filter(|pair| pair.as_rule() == Rule::word) {
        rest.next();
        list.push(attribute(reader, &pair, rest));
    }
    list
}

fn attribute(reader: &mut Reader<'_>, pair: &Pair<'_>, rest: &mut Pairs<'_>) -> Attribute {
    let name = reader.ident(pair);
    let start = reader.opening(pair);
    match arguments(reader, rest) {
        Some((arguments, end)) => Attribute { span: start.to(end), name, arguments },
        None => Attribute { span: start.to(name.span), name, arguments: Vec::new() },
    }
}

/// The arguments that come next, and where they stand; none when something else does.
pub(crate) fn arguments(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> Option<(Vec<Argument>, Span)> {
    let pair = rest.peek().filter(|pair| pair.as_rule() == Rule::arguments)?;
    rest.next();
    let span = reader.opening(&pair).to(reader.end(&pair));
    let list = pair.into_inner().map(|pair| argument(reader, pair)).collect();
    Some((list, span))
}

fn argument(reader: &mut Reader<'_>, pair: Pair<'_>) -> Argument {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let first = inner.next();
    // A word with a sibling that is not its arguments is the name of that sibling.
    let named = inner.peek().is_some_and(|pair| pair.as_rule() != Rule::arguments);
    let (name, first) = match first {
        Some(word) if named => (Some(reader.ident(&word)), inner.next()),
        first => (None, first),
    };
    let value = match first {
        Some(first) => expression::value(reader, first, &mut inner),
        None => Expression::Word(String::new(), span),
    };
    Argument { name, value, span }
}
