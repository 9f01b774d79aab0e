//! Unique constraints: `@unique(as: Constraint)`.

use icms_model::{Deferrable, NullsDistinct, Table, Unique};
use icms_sql::Name;

use crate::key::Attribute;
use crate::writer::Writer;
use crate::{comment, key};

/// A unique constraint of a table.
pub(crate) fn attribute(writer: &Writer<'_>, table: &Table, unique: &Unique) -> Attribute {
    let columns: Vec<&str> = unique.columns.iter().map(Name::as_str).collect();
    let mut arguments = Vec::new();
    arguments.extend(key::map(&unique.name, &table.name, &columns, "_key"));
    if writer.is_exact() {
        arguments.extend(key::include(writer, &table.name, &unique.include));
        arguments.extend(form(unique));
        arguments.extend(key::deferrable(unique.deferrable));
        arguments.extend(comment::argument(writer, unique.comment.as_ref()));
    }
    arguments.extend(key::client_name(writer, &table.name, &unique.columns));
    Attribute {
        word: "unique",
        column: key::only(&unique.columns),
        fields: key::fields(writer, &table.name, &unique.columns),
        arguments,
    }
}

/// What says that it is a constraint.
fn form(unique: &Unique) -> Option<String> {
    match (unique.nulls, unique.deferrable) {
        (NullsDistinct::NotDistinct, _) => Some("nulls: NotDistinct".to_owned()),
        (NullsDistinct::Distinct, Deferrable::No) => Some("as: Constraint".to_owned()),
        (NullsDistinct::Distinct, Deferrable::Immediate | Deferrable::Deferred) => None,
    }
}
