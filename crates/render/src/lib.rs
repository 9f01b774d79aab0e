//! A schema as the text of a schema file: what `pull` writes.
//!
//! Input: any [`Schema`]. Output: [`Rendered`], a text that compiles to the same schema, and what had no words.
//! Invariants: pure and total; the order follows the schema; the text is what `icms format` leaves alone.
//!
//! ```
//! use icms_model::{Builtin, Column, DataType, QualifiedName, Schema, Table};
//! use icms_render::{Known, Options, render};
//! let mut schema = Schema::empty();
//! let mut users = Table::new(QualifiedName::new("public", "users"));
//! users.columns.push(Column::new("email", DataType::builtin(Builtin::Text)));
//! schema.tables.insert(users);
//! let text = render(&schema, &Options { dialect: icms_syntax::Dialect::Icms, known: &Known::default() }).text;
//! assert!(text.ends_with("model users {\n  email String?\n}\n"));
//! ```

mod check;
mod column;
mod comment;
mod data_type;
mod datasource;
mod default_value;
mod enumeration;
mod extension;
mod follow;
mod foreign_key;
mod function;
mod identifier;
mod index;
mod join_table;
mod key;
mod known;
mod names;
mod namespace;
mod primary_key;
mod relation;
mod sequence;
mod table;
mod text;
mod unique;
mod unmanaged;
mod view;
mod writer;

pub use follow::{Changed, follow};
pub use known::Known;

use std::collections::BTreeMap;

use icms_model::{QualifiedName, Schema};
use icms_syntax::Dialect;

use writer::Writer;

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The language of the file.
    pub dialect: Dialect,
    /// What an older file calls things.
    pub known: &'o Known,
}

/// A schema file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Its text.
    pub text: String,
    /// What the language has no words for.
    pub left_out: Vec<LeftOut>,
    /// Names in the database of tables, views, enums and sequences by their names in the file.
    pub tables: BTreeMap<String, QualifiedName>,
}

/// Something that is in the schema and not in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// What it is: `trigger`, `check`.
    pub kind: String,
    /// Its name for people.
    pub name: String,
}

/// Writes a schema down.
#[must_use]
pub fn render(schema: &Schema, options: &Options<'_>) -> Rendered {
    let mut writer = Writer::new(schema, options);
    datasource::write(&mut writer);
    enumeration::write(&mut writer);
    table::write(&mut writer, options.known);
    sequence::write(&mut writer);
    view::write(&mut writer);
    function::write(&mut writer);
    unmanaged::write(&mut writer);
    let text = icms_syntax::format(&writer.text, options.dialect);
    Rendered { text, left_out: writer.left_out, tables: writer.names.by_word() }
}
