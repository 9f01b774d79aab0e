//! Enums.

use super::{Reader, attribute, body};
use crate::ast::{Docs, Enum, EnumValue};
use crate::grammar::{Pair, Pairs};

/// The nodes of an `enumeration`.
pub(crate) fn enumeration(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Enum {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    Enum {
        name,
        values: body.values,
        attributes: body.attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}

/// An `enum_value` node.
pub(crate) fn value(reader: &mut Reader<'_>, pair: Pair<'_>, docs: Docs) -> EnumValue {
    let span = reader.span(&pair);
    let mut inner = pair.into_inner();
    let name = reader.name(inner.next());
    let attributes = attribute::attributes(reader, &mut inner);
    EnumValue { name, attributes, docs, span }
}
