//! Domains, sequences and the kinds kept in general form.

use super::{Reader, attribute, body, field};
use crate::ast::{Domain, Object, ObjectWord, Sequence};
use crate::grammar::{Pairs, Rule};

/// The nodes of a `domain`.
pub(crate) fn domain(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Domain {
    let name = reader.name(inner.next());
    let (base, arity) = field::field_type(reader, &mut inner);
    let attributes = attribute::attributes(reader, &mut inner);
    Domain { name, base, arity, attributes, docs: reader.docs(None), span: reader.block }
}

/// The nodes of a `sequence`.
pub(crate) fn sequence(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Sequence {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    Sequence {
        name,
        properties: body.properties,
        attributes: body.attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}

/// The nodes of any other block of properties.
pub(crate) fn object(reader: &mut Reader<'_>, word: ObjectWord, mut inner: Pairs<'_>) -> Object {
    let name = reader.name(inner.next());
    let (mut target, mut base, mut attributes) = (None, None, Vec::new());
    if let Some(next) = inner.peek() {
        match next.as_rule() {
            Rule::target => {
                inner.next();
                target = Some(reader.name(next.into_inner().next()));
            }
            Rule::base => {
                inner.next();
                base = Some(field::base_type(reader, next));
                attributes = attribute::attributes(reader, &mut inner);
            }
            _ => {}
        }
    }
    let body = body::body(reader, inner);
    attributes.extend(body.attributes);
    Object {
        word,
        name,
        target,
        base,
        properties: body.properties,
        attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}
