//! What several kinds of constraint share.

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Deferrable {
    /// At once, always.
    #[default]
    No,
    /// `DEFERRABLE INITIALLY IMMEDIATE`
    Immediate,
    /// `DEFERRABLE INITIALLY DEFERRED`
    Deferred,
}

/// Whether the rows that existed were checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Validation {
    /// They were.
    #[default]
    Validated,
    /// `NOT VALID`: only new rows are.
    NotValid,
}

/// How NULLs compare in a unique key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NullsDistinct {
    /// Any number of NULLs.
    #[default]
    Distinct,
    /// `NULLS NOT DISTINCT` (15 and later): at most one.
    NotDistinct,
}

/// Whether child tables take a constraint over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Inheritance {
    /// They do.
    #[default]
    Inherited,
    /// `NO INHERIT`
    Local,
}
