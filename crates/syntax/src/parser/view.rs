//! Views.

use super::{Reader, body};
use crate::ast::View;
use crate::grammar::Pairs;
use crate::word::BlockWord;

/// The nodes of a `view`.
pub(crate) fn view(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> View {
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    reader.refuse_spreads(&body.spreads);
    View {
        name,
        materialized: reader.word == BlockWord::MaterializedView,
        fields: body.fields,
        attributes: body.attributes,
        docs: reader.docs(body.head_docs),
        span: reader.block,
    }
}
