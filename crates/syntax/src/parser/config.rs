//! `datasource` and `generator`.

use super::{Reader, body};
use crate::ast::{Config, ConfigKind};
use crate::grammar::Pairs;
use crate::word::BlockWord;

/// The nodes of a `config`.
pub(crate) fn config(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Config {
    let kind =
        if reader.word == BlockWord::Datasource { ConfigKind::Datasource } else { ConfigKind::Generator };
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    Config { kind, name, properties: body.properties, docs: reader.docs(body.head_docs), span: reader.block }
}
