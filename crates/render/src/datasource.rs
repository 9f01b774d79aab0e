//! The `datasource` block: namespaces and extensions.

use icms_model::Schema;
use icms_syntax::Dialect;

use crate::writer::Writer;
use crate::{extension, namespace};

/// Whether the datasource names the namespaces: unless there is `public` alone.
pub(crate) fn lists_namespaces(schema: &Schema) -> bool {
    let plain =
        |namespace: &icms_model::Namespace| namespace.name == *"public" && namespace.comment.is_none();
    schema.namespaces.len() != 1 || !schema.namespaces.iter().all(|(_, namespace)| plain(namespace))
}

/// Writes it, and for Prisma the generator that its features need.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let mut lines = vec!["provider = \"postgresql\"".to_owned()];
    if lists_namespaces(writer.schema) && !writer.schema.namespaces.is_empty() {
        lines.push(namespace::property(writer));
    }
    if !writer.schema.extensions.is_empty() {
        lines.push(extension::property(writer));
    }
    writer.block(None, "datasource db", &lines);
    if writer.dialect == Dialect::Prisma {
        let mut lines = vec!["provider = \"prisma-client-js\"".to_owned()];
        if !writer.schema.extensions.is_empty() {
            lines.push("previewFeatures = [\"postgresqlExtensions\"]".to_owned());
        }
        writer.block(None, "generator client", &lines);
    }
}
