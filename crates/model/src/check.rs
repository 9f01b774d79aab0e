//! Check constraints of tables.

use icms_sql::Name;

use crate::{Expr, Inheritance, Member, ObjectKind, Table, Text, Validation};

/// A check constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name.
    pub name: Name,
    /// What every row must not contradict.
    pub expression: Expr,
    /// Whether existing rows were checked.
    pub validation: Validation,
    /// `NO INHERIT`.
    pub inheritance: Inheritance,
    /// Its comment.
    pub comment: Option<Text>,
}

impl Member for Check {
    const KIND: ObjectKind = ObjectKind::Check;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        &table.checks
    }
}
