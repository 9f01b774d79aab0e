//! Effects on enums.

use icms_sql::Name;

use super::{Behavior, Guard};
use crate::{Pair, QualifiedName};

/// What was done to an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumAction {
    /// `CREATE TYPE … AS ENUM`
    Create,
    /// `DROP TYPE`
    Drop {
        /// `CASCADE`
        behavior: Behavior,
        /// `IF EXISTS`
        guard: Guard,
    },
    /// `ADD VALUE`
    AddValue {
        /// The value.
        value: Name,
        /// At the end, or before another.
        place: EnumPlace,
    },
    /// `RENAME VALUE`
    RenameValue(Pair<Name>),
    /// `RENAME TO`, `SET SCHEMA`
    Rename(QualifiedName),
}

/// Where a new value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnumPlace {
    /// After all others.
    End,
    /// Between others.
    Between,
}
