//! Tables, with their members.

use icms_sql::Name;

use crate::{
    Check, Column, ForeignKey, Index, ObjectKind, ObjectRef, PrimaryKey, QualifiedName, SchemaObject, Text,
    Unique,
};

/// An ordinary table. Partitioned, inheriting, typed and foreign tables are listed as [`crate::Unmanaged`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: QualifiedName,
    /// In the order of the catalogue (`attnum`); the order is not compared.
    pub columns: Vec<Column>,
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints.
    pub uniques: Vec<Unique>,
    /// Check constraints.
    pub checks: Vec<Check>,
    /// Indexes that no constraint owns, unique ones included.
    pub indexes: Vec<Index>,
    /// Foreign keys from this table.
    pub foreign_keys: Vec<ForeignKey>,
    /// Logged or not.
    pub persistence: Persistence,
    /// `WITH (…)`, sorted by name: `fillfactor`, `autovacuum_enabled`, `toast.…`.
    pub options: Vec<(Text, Text)>,
    /// Its comment.
    pub comment: Option<Text>,
}

/// Whether changes are written to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Persistence {
    /// Survives a crash.
    #[default]
    Permanent,
    /// `UNLOGGED`: emptied after a crash.
    Unlogged,
}

impl Table {
    /// A table without members.
    #[must_use]
    pub const fn new(name: QualifiedName) -> Self {
        Self {
            name,
            columns: Vec::new(),
            primary_key: None,
            uniques: Vec::new(),
            checks: Vec::new(),
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            persistence: Persistence::Permanent,
            options: Vec::new(),
            comment: None,
        }
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == *name)
    }

    /// The column of this name, to change it.
    pub fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.columns.iter_mut().find(|c| c.name == *name)
    }

    /// The member of this name within its kind.
    #[must_use]
    pub fn find<M: Member>(&self, name: &str) -> Option<&M> {
        M::list(self).iter().find(|m| m.name() == name)
    }
}

/// What stands inside a table: columns, keys, checks, indexes.
pub trait Member: Sized + Clone {
    /// Its kind.
    const KIND: ObjectKind;
    /// Its name, unique among the members of its kind in one table.
    fn name(&self) -> &Name;
    /// All members of the kind in a table.
    fn list(table: &Table) -> &[Self];
}

impl SchemaObject for Table {
    type Name = QualifiedName;
    const KIND: ObjectKind = ObjectKind::Table;

    fn name(&self) -> &QualifiedName {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::qualified(Self::KIND, &self.name)
    }
}
