//! A model brought up to date, line by line.

use icms_model::{ObjectKind, QualifiedName};
use icms_syntax::ast::{Attribute, Expression, Field, FieldType, Model};

use super::Changed;
use super::edit::Edits;
use crate::Rendered;

const KEYS: &[ObjectKind] = &[ObjectKind::PrimaryKey, ObjectKind::Unique, ObjectKind::Index];
const LINES: &[ObjectKind] = &[
    ObjectKind::PrimaryKey,
    ObjectKind::Unique,
    ObjectKind::Index,
    ObjectKind::Check,
    ObjectKind::ForeignKey,
    ObjectKind::Column,
];

/// Functions that only a client fills fields with.
const BY_CLIENT: [&str; 4] = ["uuid", "cuid", "ulid", "nanoid"];

/// Two states of a model.
pub(super) struct Merge<'m> {
    /// As it is written now.
    pub found: &'m Model,
    /// Where that stands.
    pub new: &'m Rendered,
    /// Its table.
    pub table: &'m QualifiedName,
    /// What differs.
    pub changed: &'m Changed,
}

impl Merge<'_> {
    /// Brings a model up to date.
    pub(super) fn apply(&self, edits: &mut Edits<'_>, old: &Model) {
        for field in &old.fields {
            match self.found.fields.iter().find(|candidate| candidate.name.value == field.name.value) {
                Some(successor) if self.differs(field, successor) => {
                    let line = self.line(edits.text(), field, successor);
                    edits.replace(field.span.range(), line);
                }
                None if !self.relates(field) => edits.drop_lines(&field.span.range()),
                Some(_) | None => {}
            }
        }
        self.add_fields(edits, old);
        let (table, changed) = (self.table, self.changed);
        if changed.members(table, LINES) || changed.touches(ObjectKind::Table, table) {
            self.attributes(edits, old);
        }
    }

    /// Whether a field is a relation that the client keeps whole by itself: no foreign key came or went.
    fn relates(&self, field: &Field) -> bool {
        let FieldType::Named(name) = &field.ty else { return false };
        let Some(target) = self.new.tables.get(&name.value) else { return false };
        let keys = |table| self.changed.members(table, &[ObjectKind::ForeignKey]);
        !keys(self.table) && !keys(target) && !self.changed.column(self.table, &column(field))
    }

    /// Whether what the field says is no longer so.
    fn differs(&self, field: &Field, successor: &Field) -> bool {
        let has = |field: &Field, names: &[&str]| {
            field.attributes.iter().any(|a| names.contains(&a.name.value.as_str()))
        };
        let (key, relation) = (["id", "unique"], ["relation"]);
        let keyed = has(field, &key) || has(successor, &key);
        let related = has(field, &relation) || has(successor, &relation);
        self.changed.column(self.table, &column(field))
            || self.changed.column(self.table, &column(successor))
            || (keyed && self.changed.members(self.table, KEYS))
            || (related && self.changed.members(self.table, &[ObjectKind::ForeignKey]))
    }

    /// The new line with what only the client needs of the old one.
    fn line(&self, text: &str, field: &Field, successor: &Field) -> String {
        let mut line = self.new.text.get(successor.span.range()).unwrap_or("").to_owned();
        let filled = successor.attributes.iter().any(|attribute| attribute.name.value == "default");
        for attribute in field.attributes.iter().filter(|attribute| is_of_client(attribute)) {
            if !(filled && attribute.name.value == "default") {
                line.push(' ');
                line.push_str(text.get(attribute.span.range()).unwrap_or(""));
            }
        }
        line
    }

    /// Fields that are new, behind the last one.
    fn add_fields(&self, edits: &mut Edits<'_>, old: &Model) {
        let known =
            |field: &&Field| !old.fields.iter().any(|candidate| candidate.name.value == field.name.value);
        let mut lines = String::new();
        // What a mixin brings is no field of the older model, and still none that is new.
        let brought =
            |field: &&Field| old.spreads.is_empty() || self.changed.column(self.table, &column(field));
        for field in self.found.fields.iter().filter(known).filter(brought) {
            let docs = field.docs.iter().flat_map(|docs| docs.lines());
            docs.for_each(|line| lines.push_str(&format!("  /// {line}\n")));
            lines.push_str(&format!("  {}\n", self.new.text.get(field.span.range()).unwrap_or("")));
        }
        let last = old.fields.last().map(|field| edits.line_end(field.span.range().end));
        let end = old.span.range().end - 1;
        if !lines.is_empty() {
            edits.insert(last.filter(|at| *at <= end).unwrap_or(end), lines);
        }
    }

    /// `@@` lines: the new ones, and what only the client needs of the old ones.
    fn attributes(&self, edits: &mut Edits<'_>, old: &Model) {
        let mut lines = String::from("\n");
        for attribute in &self.found.attributes {
            lines.push_str(&format!("  {}\n", self.new.text.get(attribute.span.range()).unwrap_or("")));
        }
        let ignored = self.found.attributes.iter().any(|attribute| attribute.name.value == "ignore");
        for attribute in &old.attributes {
            if attribute.name.value != "ignore" || ignored {
                edits.drop_lines(&attribute.span.range());
            }
        }
        edits.insert(old.span.range().end - 1, lines);
    }
}

/// The name of a field's column.
fn column(field: &Field) -> String {
    let mapped = field.attributes.iter().find(|attribute| attribute.name.value == "map");
    match mapped.and_then(|attribute| attribute.arguments.first()).map(|argument| &argument.value) {
        Some(Expression::String(text, _)) => text.clone(),
        Some(_) | None => field.name.value.clone(),
    }
}

/// Whether the database knows nothing of an attribute.
fn is_of_client(attribute: &Attribute) -> bool {
    let by_client = || match attribute.arguments.first().map(|argument| &argument.value) {
        Some(Expression::Call { name, .. }) => BY_CLIENT.contains(&name.value.as_str()),
        Some(_) | None => false,
    };
    match attribute.name.value.as_str() {
        "updatedAt" | "ignore" => true,
        "default" => by_client(),
        _ => false,
    }
}
