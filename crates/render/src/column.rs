//! Columns: one field each.

use std::collections::HashMap;

use icms_model::{
    Array, Column, DefaultValue, GeneratedKind, Identity, IdentityKind, QualifiedName, SequenceOptions, Table,
};
use icms_sql::{Name, Suffix, implicit_name};
use icms_syntax::Dialect;

use crate::data_type::{Kind, Spelled, spell};
use crate::text::string;
use crate::writer::Writer;
use crate::{comment, default_value, key, sequence};

/// The fields of a table's columns, with the attributes of keys that stand on them.
pub(crate) fn fields(
    writer: &mut Writer<'_>,
    table: &Table,
    keys: &HashMap<Name, Vec<String>>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for column in &table.columns {
        lines.extend(comment::lines(writer, column.comment.as_ref()));
        let on_it = keys.get(&column.name).map(Vec::as_slice).unwrap_or_default();
        lines.push(field(writer, table, column, on_it));
    }
    lines
}

fn field(writer: &mut Writer<'_>, table: &Table, column: &Column, keys: &[String]) -> String {
    let spelled = spell(&column.data_type, &writer.names, writer.dialect);
    let name = writer.names.member(&table.name, &column.name).to_owned();
    let mut attributes = keys.to_vec();
    attributes.extend(value(writer, table, column, &spelled));
    if column.name != *name.as_str() {
        attributes.push(format!("@map({})", string(column.name.as_str())));
    }
    attributes.extend(spelled.native);
    if writer.is_exact() {
        attributes.extend(column.collation.as_ref().map(collate));
        let required = column.data_type.array == Array::Yes && column.not_null;
        attributes.extend(required.then(|| "@required".to_owned()));
        attributes.extend(comment::attribute(writer, column.comment.as_ref()).map(|text| format!("@{text}")));
    }
    let arity = match (column.data_type.array, column.not_null) {
        (Array::Yes, _) => "[]",
        (Array::No, true) => "",
        (Array::No, false) => "?",
    };
    format!("{name} {}{arity} {}", spelled.word, attributes.join(" ")).trim_end().to_owned()
}

fn collate(collation: &QualifiedName) -> String {
    format!("@collate({})", string(&key::collation_text(collation)))
}

/// What fills the column.
fn value(writer: &mut Writer<'_>, table: &Table, column: &Column, spelled: &Spelled) -> Option<String> {
    if let Some(generated) = &column.generated {
        let kind = match generated.kind {
            GeneratedKind::Stored => "",
            GeneratedKind::Virtual => ", kind: Virtual",
        };
        let text = string(generated.expression.text());
        // Prisma shows what the database computes as a default that it does not look into.
        return Some(match writer.dialect {
            Dialect::Icms => format!("@generated({text}{kind})"),
            Dialect::Prisma => format!("@default(dbgenerated({text}))"),
        });
    }
    if let Some(identity) = &column.identity {
        return Some(identity_attribute(writer, table, column, identity));
    }
    let value = match column.default.as_ref()? {
        DefaultValue::Unspecified => "dbgenerated()".to_owned(),
        DefaultValue::Expression(text) => default_value::value(writer, column, spelled.kind, text),
        DefaultValue::Nextval(name) => next_value(writer, table, column, spelled.kind, name),
    };
    Some(format!("@default({value})"))
}

fn next_value(
    writer: &mut Writer<'_>,
    table: &Table,
    column: &Column,
    kind: Kind,
    name: &QualifiedName,
) -> String {
    let counts =
        matches!(kind, Kind::Scalar(_)) && column.data_type.as_builtin().is_some_and(|b| b.is_integer());
    if counts && column.not_null && writer.dialect == Dialect::Prisma {
        writer.implied.insert(name.clone());
        return "autoincrement()".to_owned();
    }
    if counts && is_serial(writer, table, column, name) {
        writer.taken.insert(name.clone());
        writer.implied.insert(name.clone());
        return "autoincrement()".to_owned();
    }
    match writer.names.block(icms_model::ObjectKind::Sequence, name) {
        Some(word) if writer.is_exact() => format!("nextval({word})"),
        Some(_) | None => format!("dbgenerated({})", string(&format!("nextval('{name}'::regclass)"))),
    }
}

/// Whether the sequence is the very one that `autoincrement()` makes.
fn is_serial(writer: &Writer<'_>, table: &Table, column: &Column, name: &QualifiedName) -> bool {
    let Some(sequence) = writer.schema.sequences.named(name) else { return false };
    let Some(builtin) = column.data_type.as_builtin() else { return false };
    let owner = icms_model::SequenceOwner { table: table.name.clone(), column: column.name.clone() };
    column.not_null
        && sequence.options == SequenceOptions::ascending(builtin)
        && sequence.owner.as_ref() == Some(&owner)
        && sequence.persistence == icms_model::Persistence::Permanent
        && sequence.comment.is_none()
        && *name == usual_sequence(writer, table, column)
}

/// The name that a sequence of a column gets by itself.
fn usual_sequence(writer: &Writer<'_>, table: &Table, column: &Column) -> QualifiedName {
    let taken = |name: &str| writer.taken.contains(&table.name.sibling(name));
    let columns = [column.name.as_str()];
    table.name.sibling(implicit_name(table.name.name.as_str(), &columns, Suffix::Sequence, taken))
}

fn identity_attribute(
    writer: &mut Writer<'_>,
    table: &Table,
    column: &Column,
    identity: &Identity,
) -> String {
    if writer.dialect == Dialect::Prisma {
        return "@default(autoincrement())".to_owned();
    }
    let mut arguments = match identity.kind {
        IdentityKind::Always => vec!["always".to_owned()],
        IdentityKind::ByDefault => Vec::new(),
    };
    let settings = sequence::settings(&identity.options);
    arguments.extend(settings.into_iter().map(|(name, value)| format!("{name}: {value}")));
    if identity.sequence == usual_sequence(writer, table, column) {
        writer.taken.insert(identity.sequence.clone());
    } else {
        arguments.push(format!("sequence: {}", string(&identity.sequence.to_string())));
    }
    key::call("@identity", &arguments)
}
