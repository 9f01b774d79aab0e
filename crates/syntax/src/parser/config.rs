//! `datasource` and `generator`.

use icms_diagnostic::Diagnostic;

use super::{Reader, body};
use crate::ast::{Config, ConfigKind};
use crate::code;
use crate::grammar::Pairs;
use crate::word::BlockWord;

/// The nodes of a `config`.
pub(crate) fn config(reader: &mut Reader<'_>, mut inner: Pairs<'_>) -> Config {
    let kind =
        if reader.word == BlockWord::Datasource { ConfigKind::Datasource } else { ConfigKind::Generator };
    let name = reader.name(inner.next());
    let body = body::body(reader, inner);
    for attribute in &body.attributes {
        let message = format!("`{}` holds properties only, no attributes", reader.word.text());
        let diagnostic = Diagnostic::error(code::MISPLACED_ATTRIBUTE, message).at(attribute.span);
        reader.report(diagnostic.help("write `key = value`"));
    }
    Config { kind, name, properties: body.properties, docs: reader.docs(body.head_docs), span: reader.block }
}
