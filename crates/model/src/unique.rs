//! Unique constraints (unique indexes are [`crate::Index`]).

use icms_sql::Name;

use crate::{Deferrable, Member, NullsDistinct, ObjectKind, Table, Text};

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// The constraint's and its index's name.
    pub name: Name,
    /// In key order.
    pub columns: Vec<Name>,
    /// `INCLUDE (…)`.
    pub include: Vec<Name>,
    /// How NULLs compare.
    pub nulls: NullsDistinct,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Its comment.
    pub comment: Option<Text>,
}

impl Member for Unique {
    const KIND: ObjectKind = ObjectKind::Unique;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        &table.uniques
    }
}
