//! Extensions: `extensions` of the datasource.

use icms_model::Extension;

use crate::identifier::{Purpose, legal};
use crate::text::string;
use crate::writer::Writer;

/// `extensions = [pgcrypto, uuid_ossp(map: "uuid-ossp", schema: "extensions")]`
pub(crate) fn property(writer: &Writer<'_>) -> String {
    let all: Vec<String> =
        writer.schema.extensions.iter().map(|(_, extension)| one(writer, extension)).collect();
    format!("extensions = [{}]", all.join(", "))
}

fn one(writer: &Writer<'_>, extension: &Extension) -> String {
    let name = legal(extension.name.as_str(), Purpose::Member, writer.dialect);
    let mut arguments = Vec::new();
    if extension.name != *name.as_str() {
        arguments.push(format!("map: {}", string(extension.name.as_str())));
    }
    if let Some(namespace) = extension.namespace.as_ref().filter(|namespace| **namespace != *"public") {
        arguments.push(format!("schema: {}", string(namespace.as_str())));
    }
    if let Some(version) = &extension.version {
        arguments.push(format!("version: {}", string(version)));
    }
    if let Some(comment) = extension.comment.as_ref().filter(|_| writer.is_exact()) {
        arguments.push(format!("comment: {}", string(comment)));
    }
    if arguments.is_empty() { name } else { format!("{name}({})", arguments.join(", ")) }
}
