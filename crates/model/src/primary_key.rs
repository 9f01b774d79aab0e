//! Primary keys.

use icms_sql::Name;

use crate::{Deferrable, Member, ObjectKind, Table, Text};

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's and its index's name.
    pub name: Name,
    /// In key order.
    pub columns: Vec<Name>,
    /// `INCLUDE (…)`.
    pub include: Vec<Name>,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Its comment.
    pub comment: Option<Text>,
}

impl Member for PrimaryKey {
    const KIND: ObjectKind = ObjectKind::PrimaryKey;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        table.primary_key.as_slice()
    }
}
