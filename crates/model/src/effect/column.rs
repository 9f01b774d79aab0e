//! Effects on columns of existing tables.

use icms_sql::Name;

use super::{Behavior, Guard};
use crate::{DataType, DefaultValue, Expr, Pair};

/// What was done to a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnAction {
    /// `ADD COLUMN`. Constraints written with it are effects of their own right after it.
    Add {
        /// `IF NOT EXISTS`
        guard: Guard,
    },
    /// `DROP COLUMN`
    Drop {
        /// `CASCADE`
        behavior: Behavior,
        /// `IF EXISTS`
        guard: Guard,
    },
    /// `RENAME COLUMN`
    Rename {
        /// The new name.
        to: Name,
    },
    /// `TYPE`
    Type {
        /// The types.
        types: Pair<DataType>,
        /// The `USING` clause.
        using: UsingClause,
    },
    /// `COLLATE` alone: the type stays.
    Collation,
    /// `SET NOT NULL`
    SetNotNull,
    /// `DROP NOT NULL`
    DropNotNull,
    /// `SET DEFAULT`
    SetDefault {
        /// What it was.
        before: Option<DefaultValue>,
    },
    /// `DROP DEFAULT`
    DropDefault,
    /// `ADD GENERATED … AS IDENTITY`
    AddIdentity,
    /// `SET GENERATED ALWAYS` or `BY DEFAULT`
    SetIdentityKind,
    /// `SET START`, `SET INCREMENT BY`, `RESTART` of the identity.
    IdentityOptions,
    /// `DROP IDENTITY`
    DropIdentity,
    /// `DROP EXPRESSION`
    DropExpression,
    /// `SET EXPRESSION` (17 and later)
    SetExpression,
    /// `SET STATISTICS`
    Statistics,
    /// `SET STORAGE`
    Storage,
    /// `SET COMPRESSION`
    Compression,
    /// `SET (n_distinct = …)`
    Options,
}

/// The `USING` clause of a type change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UsingClause {
    /// None: the assignment cast.
    Implicit,
    /// An expression.
    Expression(Expr),
}
