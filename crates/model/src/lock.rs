//! PostgreSQL's table-level lock modes.

use std::fmt;

/// Lock modes from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LockLevel {
    /// `ACCESS SHARE`: taken by SELECT.
    AccessShare,
    /// `ROW SHARE`: taken by SELECT FOR UPDATE.
    RowShare,
    /// `ROW EXCLUSIVE`: taken by INSERT, UPDATE, DELETE.
    RowExclusive,
    /// `SHARE UPDATE EXCLUSIVE`: blocks schema changes and VACUUM only.
    ShareUpdateExclusive,
    /// `SHARE`: blocks writes.
    Share,
    /// `SHARE ROW EXCLUSIVE`: blocks writes.
    ShareRowExclusive,
    /// `EXCLUSIVE`: allows reads only.
    Exclusive,
    /// `ACCESS EXCLUSIVE`: blocks everything.
    AccessExclusive,
}

impl LockLevel {
    /// As SQL names it.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::AccessShare => "ACCESS SHARE",
            Self::RowShare => "ROW SHARE",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::Exclusive => "EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }
}

impl fmt::Display for LockLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sql())
    }
}
