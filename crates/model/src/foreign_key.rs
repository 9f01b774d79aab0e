//! Foreign keys.

use icms_sql::Name;

use crate::{Deferrable, Member, ObjectKind, QualifiedName, Table, Text, Validation};

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: Name,
    /// Referencing columns.
    pub columns: Vec<Name>,
    /// The referenced table.
    pub references: QualifiedName,
    /// Referenced columns, in the order of `columns`.
    pub referenced: Vec<Name>,
    /// What an UPDATE of the key does here.
    pub on_update: ReferentialAction,
    /// What a DELETE of the row does here.
    pub on_delete: ReferentialAction,
    /// `ON DELETE SET NULL (…)`: which columns (15 and later); empty for all.
    pub on_delete_columns: Vec<Name>,
    /// How partly null keys match.
    pub matching: Match,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Whether existing rows were checked.
    pub validation: Validation,
    /// Its comment.
    pub comment: Option<Text>,
}

/// What happens to a referencing row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferentialAction {
    /// `NO ACTION`
    NoAction,
    /// `RESTRICT`
    Restrict,
    /// `CASCADE`
    Cascade,
    /// `SET NULL`
    SetNull,
    /// `SET DEFAULT`
    SetDefault,
}

/// How a key with NULLs matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Match {
    /// `MATCH SIMPLE`
    #[default]
    Simple,
    /// `MATCH FULL`
    Full,
}

impl Member for ForeignKey {
    const KIND: ObjectKind = ObjectKind::ForeignKey;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        &table.foreign_keys
    }
}
