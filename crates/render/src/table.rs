//! Tables: a model each, save those that two lists say.

use std::collections::HashMap;

use icms_model::{Array, Index, ObjectKind, Persistence, Table, Uniqueness};
use icms_sql::Name;

use crate::data_type::spell;
use crate::key::Attribute;
use crate::relation::Relations;
use crate::writer::Writer;
use crate::{Known, check, column, comment, foreign_key, index, key, primary_key, unique};

/// Every table.
pub(crate) fn write(writer: &mut Writer<'_>, known: &Known) {
    let schema = writer.schema;
    let mut relations = Relations::new(writer, known);
    for (_, table) in schema.tables.iter() {
        if !relations.joins(&table.name) && !is_known_join(table, known) {
            let fields = relations.fields(&table.name);
            one(writer, table, fields);
        }
    }
}

/// Whether an older file says a join table by two lists, foreign keys or not.
fn is_known_join(table: &Table, known: &Known) -> bool {
    let plain = table.columns.len() == 2 && table.column("A").is_some() && table.column("B").is_some();
    plain && known.join(&table.name).is_some()
}

/// Attributes of keys: those on fields by column, and lines of the block.
#[derive(Default)]
struct Keys {
    fields: HashMap<Name, Vec<String>>,
    lines: Vec<String>,
    /// What stands on fields already.
    said: Vec<(&'static str, Name)>,
}

impl Keys {
    /// A field has one `@id` and one `@unique`; further ones say their column themselves.
    fn add(&mut self, attribute: Attribute) {
        let mut places = attribute.column.clone().into_iter();
        match places.find(|column| !self.said.contains(&(attribute.word, column.clone()))) {
            Some(column) => {
                self.fields.entry(column.clone()).or_default().push(attribute.on_field());
                self.said.push((attribute.word, column));
            }
            None => self.lines.push(attribute.on_block()),
        }
    }
}

fn one(writer: &mut Writer<'_>, table: &Table, relations: Vec<String>) {
    let Some(word) = writer.names.block(ObjectKind::Table, &table.name).map(str::to_owned) else { return };
    let keys = keys(writer, table);
    let mut lines = column::fields(writer, table, &keys.fields);
    if !relations.is_empty() {
        lines.push(String::new());
        lines.extend(relations);
    }
    lines.extend(keys.lines);
    if writer.is_exact() {
        let outward = table.foreign_keys.iter().filter(|key| !foreign_key::can_be_said(writer, table, key));
        lines.extend(outward.map(|key| foreign_key::outward(writer, table, key)));
        lines.extend(check::attributes(writer, table));
        lines.extend(storage(table));
        lines.extend(comment::attribute(writer, table.comment.as_ref()).map(|text| format!("@@{text}")));
    } else {
        for check in &table.checks {
            writer.leave_out("check", format!("{}.{}", table.name, check.name));
        }
    }
    lines.extend(is_ignored(writer, table).then(|| "@@ignore".to_owned()));
    lines.extend(writer.place(&word, &table.name));
    writer.block(table.comment.as_ref(), &format!("model {word}"), &lines);
}

/// Whether nothing tells the rows of a table apart: Prisma's client cannot use it then.
pub(crate) fn is_ignored(writer: &Writer<'_>, table: &Table) -> bool {
    let required = |columns: &[Name]| {
        let mut found = columns.iter().filter_map(|name| table.column(name.as_str()));
        found.all(|column| {
            let word = spell(&column.data_type, &writer.names, writer.dialect).word;
            column.not_null && column.data_type.array == Array::No && !word.starts_with("Unsupported")
        })
    };
    let by_index = |index: &Index| index::columns(index).is_some_and(|columns| required(&columns));
    let unique =
        |index: &&Index| matches!(index.uniqueness, Uniqueness::Unique(_)) && index.predicate.is_none();
    let told_apart = table.primary_key.is_some()
        || table.uniques.iter().any(|unique| required(&unique.columns))
        || table.indexes.iter().filter(unique).any(by_index);
    !writer.is_exact() && !told_apart
}

fn keys(writer: &mut Writer<'_>, table: &Table) -> Keys {
    let mut keys = Keys::default();
    if let Some(primary) = &table.primary_key {
        keys.add(primary_key::attribute(writer, table, primary));
    }
    for unique in &table.uniques {
        keys.add(unique::attribute(writer, table, unique));
    }
    for found in &table.indexes {
        if let Some(attribute) = index::attribute(writer, &table.name, found) {
            keys.add(attribute);
        }
    }
    keys
}

/// `@@storage(unlogged: true, with: { fillfactor: 70 }, toast: { … })`
fn storage(table: &Table) -> Option<String> {
    let mut arguments = Vec::new();
    if table.persistence == Persistence::Unlogged {
        arguments.push("unlogged: true".to_owned());
    }
    let (toast, own): (Vec<_>, Vec<_>) =
        table.options.iter().cloned().partition(|(name, _)| name.starts_with("toast."));
    let toast: Vec<_> =
        toast.into_iter().map(|(name, value)| (name.replacen("toast.", "", 1).into(), value)).collect();
    arguments.extend(key::with(&own).map(|object| format!("with: {object}")));
    arguments.extend(key::with(&toast).map(|object| format!("toast: {object}")));
    (!arguments.is_empty()).then(|| format!("@@storage({})", arguments.join(", ")))
}
