//! Foreign keys: `@relation(fields: …, references: …)`.

use icms_model::{
    Array, Column, ForeignKey, Index, KeyPart, Match, ReferentialAction, Table, Uniqueness, Validation,
};
use icms_sql::Name;
use icms_syntax::Dialect;

use crate::data_type::spell;
use crate::text::string;
use crate::writer::Writer;
use crate::{comment, key};

/// Whether both tables are models, and the language takes the columns.
pub(crate) fn can_be_said(writer: &Writer<'_>, table: &Table, found: &ForeignKey) -> bool {
    let Some(other) = writer.schema.tables.named(&found.references) else { return false };
    let is_key = is_unique(other, &found.referenced);
    let types = |own: &Name, referenced: &Name| {
        let word = |column: Option<&Column>| {
            column.map(|column| spell(&column.data_type, &writer.names, writer.dialect).word)
        };
        word(table.column(own.as_str())) == word(other.column(referenced.as_str()))
    };
    let same = || found.columns.iter().zip(&found.referenced).all(|(own, referenced)| types(own, referenced));
    is_key && (writer.dialect == Dialect::Icms || same())
}

/// `@@foreignKey([…], to: "auth.users(id)")`: a key to a table that is no model.
pub(crate) fn outward(writer: &Writer<'_>, table: &Table, found: &ForeignKey) -> String {
    let columns: Vec<&str> = found.columns.iter().map(Name::as_str).collect();
    let referenced: Vec<_> = found.referenced.iter().map(Name::quoted).collect();
    let place =
        icms_sql::quote_qualified(found.references.namespace.as_str(), found.references.name.as_str());
    let mut arguments = vec![
        key::fields(writer, &table.name, &found.columns),
        format!("to: {}", string(&format!("{place}({})", referenced.join(", ")))),
    ];
    for (word, action) in [("onDelete", found.on_delete), ("onUpdate", found.on_update)] {
        if action != ReferentialAction::NoAction {
            arguments.push(format!("{word}: {action:?}"));
        }
    }
    arguments.extend(key::map(&found.name, &table.name, &columns, "_fkey"));
    arguments.extend(beyond_prisma(writer, table, found));
    key::call("@@foreignKey", &arguments)
}

/// The whole attribute.
pub(crate) fn attribute(
    writer: &Writer<'_>,
    table: &Table,
    found: &ForeignKey,
    name: Option<&str>,
) -> String {
    let columns: Vec<&str> = found.columns.iter().map(Name::as_str).collect();
    let mut arguments: Vec<String> = name.map(string).into_iter().collect();
    arguments.push(format!("fields: {}", key::fields(writer, &table.name, &found.columns)));
    arguments.push(format!("references: {}", key::fields(writer, &found.references, &found.referenced)));
    if found.on_delete != usual_on_delete(table, found) {
        arguments.push(format!("onDelete: {:?}", found.on_delete));
    }
    if found.on_update != ReferentialAction::Cascade {
        arguments.push(format!("onUpdate: {:?}", found.on_update));
    }
    arguments.extend(key::map(&found.name, &table.name, &columns, "_fkey"));
    if writer.is_exact() {
        arguments.extend(beyond_prisma(writer, table, found));
    }
    key::call("@relation", &arguments)
}

fn beyond_prisma(writer: &Writer<'_>, table: &Table, found: &ForeignKey) -> Vec<String> {
    let mut said = Vec::new();
    if !found.on_delete_columns.is_empty() {
        said.push(format!("onDeleteFields: {}", key::fields(writer, &table.name, &found.on_delete_columns)));
    }
    said.extend((found.matching == Match::Full).then(|| "match: Full".to_owned()));
    said.extend(key::deferrable(found.deferrable));
    said.extend((found.validation == Validation::NotValid).then(|| "notValid: true".to_owned()));
    said.extend(comment::argument(writer, found.comment.as_ref()));
    said
}

/// What the language takes when nothing is said.
fn usual_on_delete(table: &Table, found: &ForeignKey) -> ReferentialAction {
    let mut columns = found.columns.iter().filter_map(|name| table.column(name.as_str()));
    if columns.any(is_field_required) { ReferentialAction::Restrict } else { ReferentialAction::SetNull }
}

fn is_field_required(column: &Column) -> bool {
    column.not_null && column.data_type.array == Array::No
}

/// Whether every row has a row on the other side.
pub(crate) fn is_required(table: &Table, found: &ForeignKey) -> bool {
    let mut columns = found.columns.iter().filter_map(|name| table.column(name.as_str()));
    columns.all(is_field_required)
}

/// Whether no two rows share these columns.
pub(crate) fn is_unique(table: &Table, columns: &[Name]) -> bool {
    let same = |own: &[Name]| own.len() == columns.len() && columns.iter().all(|column| own.contains(column));
    let index = |index: &Index| {
        let own: Option<Vec<Name>> = index.keys.iter().map(|part| plain(&part.part)).collect();
        let unique = matches!(index.uniqueness, Uniqueness::Unique(_)) && index.predicate.is_none();
        unique && own.is_some_and(|own| same(&own))
    };
    table.primary_key.as_ref().is_some_and(|primary| same(&primary.columns))
        || table.uniques.iter().any(|unique| same(&unique.columns))
        || table.indexes.iter().any(index)
}

fn plain(part: &KeyPart) -> Option<Name> {
    match part {
        KeyPart::Column(name) => Some(name.clone()),
        KeyPart::Expression(_) => None,
    }
}
