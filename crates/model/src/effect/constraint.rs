//! Effects on keys, checks and foreign keys of existing tables.

use icms_sql::Name;

use super::Behavior;

/// What was done to a constraint; its kind is in [`super::Effect::object`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintAction {
    /// `ADD CONSTRAINT`
    Add(ConstraintBuild),
    /// `DROP CONSTRAINT`
    Drop(Behavior),
    /// `RENAME CONSTRAINT`
    Rename(Name),
    /// `VALIDATE CONSTRAINT`
    Validate,
    /// `ALTER CONSTRAINT … DEFERRABLE`
    Deferrability,
}

/// How a new constraint is brought about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintBuild {
    /// Existing rows are scanned, an index is built.
    Immediate,
    /// `NOT VALID`: existing rows are not looked at.
    NotValid,
    /// `USING INDEX`: takes an existing unique index over.
    UsingIndex(Name),
    /// Written with a new column in `ADD COLUMN`.
    WithColumn,
}
