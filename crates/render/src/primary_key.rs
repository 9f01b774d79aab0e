//! `@id`, `@@id`.

use icms_model::{PrimaryKey, Table};

use crate::key::Attribute;
use crate::writer::Writer;
use crate::{comment, key};

/// The primary key of a table.
pub(crate) fn attribute(writer: &Writer<'_>, table: &Table, primary: &PrimaryKey) -> Attribute {
    let mut arguments = Vec::new();
    arguments.extend(key::map(&primary.name, &table.name, &[], "_pkey"));
    if writer.is_exact() {
        arguments.extend(key::include(writer, &table.name, &primary.include));
        arguments.extend(key::deferrable(primary.deferrable));
        arguments.extend(comment::argument(writer, primary.comment.as_ref()));
    }
    arguments.extend(key::client_name(writer, &table.name, &primary.columns));
    Attribute {
        word: "id",
        column: key::only(&primary.columns),
        fields: key::fields(writer, &table.name, &primary.columns),
        arguments,
    }
}
