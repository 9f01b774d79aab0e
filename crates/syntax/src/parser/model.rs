//! Models, composite types and mixins.

use super::{Reader, body};
use crate::ast::{Composite, Mixin, Model};
use crate::grammar::Pairs;

/// The nodes of a `model`.
pub(crate) fn model(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Model {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    Model {
        name,
        fields: body.fields,
        spreads: body.spreads,
        attributes: body.attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}

/// The nodes of a `composite`.
pub(crate) fn composite(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Composite {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    reader.refuse_spreads(&body.spreads);
    Composite {
        name,
        fields: body.fields,
        attributes: body.attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}

/// The nodes of a `mixin`.
pub(crate) fn mixin(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Mixin {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    reader.refuse_spreads(&body.spreads);
    Mixin { name, fields: body.fields, attributes: body.attributes, span: reader.block }
}
