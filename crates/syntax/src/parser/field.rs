//! Fields and their types.

use super::{Reader, attribute, string};
use crate::ast::{Arity, Docs, Field, FieldType};
use crate::grammar::{Pair, Pairs, Rule};
use icms_diagnostic::Spanned;

/// A `field` node, without its documentation.
pub(crate) fn field(reader: &mut Reader<'_>, pair: Pair<'_>, docs: Docs) -> Field {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let (ty, arity) = field_type(reader, &mut inner);
    let attributes = inner.map(|pair| attribute::attribute(reader, pair)).collect();
    Field { name, ty, arity, attributes, docs, span }
}

/// The type and arity that come next.
pub(crate) fn field_type(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> (FieldType, Arity) {
    let ty = base_type(reader, rest);
    let arity = rest.peek().filter(|pair| pair.as_rule() == Rule::arity);
    if arity.is_some() {
        rest.next();
    }
    (ty, arity.map_or(Arity::Required, |pair| written_arity(pair.as_str())))
}

/// A type without arity.
pub(crate) fn base_type(reader: &mut Reader<'_>, rest: &mut Pairs<'_>) -> FieldType {
    match rest.next() {
        Some(pair) if pair.as_rule() == Rule::unsupported => unsupported(reader, pair),
        first => {
            let name = reader.name(first);
            match rest.peek().filter(|pair| pair.as_rule() == Rule::generic) {
                Some(generic) => {
                    rest.next();
                    let of = reader.name(generic.into_inner().next());
                    FieldType::Generic { name, of }
                }
                None => FieldType::Named(name),
            }
        }
    }
}

fn unsupported(reader: &mut Reader<'_>, pair: Pair<'_>) -> FieldType {
    let text = pair.into_inner().next();
    let span = text.as_ref().map_or(reader.block, |pair| reader.span(pair));
    let value = match text {
        Some(pair) if pair.as_rule() == Rule::raw => string::raw(&pair),
        Some(pair) => string::literal(reader, &pair),
        None => String::new(),
    };
    FieldType::Unsupported(Spanned::new(value, span))
}

fn written_arity(text: &str) -> Arity {
    match (text.contains('['), text.contains('?')) {
        (true, true) => Arity::OptionalList,
        (true, false) => Arity::List,
        (false, _) => Arity::Optional,
    }
}
