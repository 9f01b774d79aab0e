//! Enums.

use icms_model::{Enum, ObjectKind};

use crate::comment;
use crate::text::string;
use crate::writer::Writer;

/// Every enum.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let schema = writer.schema;
    for (_, found) in schema.enums.iter() {
        one(writer, found);
    }
}

fn one(writer: &mut Writer<'_>, found: &Enum) {
    let Some(word) = writer.names.block(ObjectKind::Enum, &found.name).map(str::to_owned) else { return };
    let mut lines: Vec<String> = Vec::new();
    for label in &found.values {
        let value = writer.names.member(&found.name, label);
        lines.push(match *label == *value {
            true => value.to_owned(),
            false => format!("{value} @map({})", string(label.as_str())),
        });
    }
    lines.extend(comment::attribute(writer, found.comment.as_ref()).map(|text| format!("@@{text}")));
    lines.extend(writer.place(&word, &found.name));
    writer.block(found.comment.as_ref(), &format!("enum {word}"), &lines);
}
