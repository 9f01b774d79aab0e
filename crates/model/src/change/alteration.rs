//! What of an object is altered. The values are read from both schemas.

use icms_sql::Name;

use super::Invert;
use crate::Pair;

/// For kinds where a difference means drop and create, or replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoAlteration {
    /// The definition as a whole is replaced in place (`CREATE OR REPLACE`).
    Definition,
}

/// Of an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExtensionAlteration {
    /// Its version.
    Version,
    /// Its namespace.
    Namespace,
}

/// Of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumAlteration {
    /// Values that keep their identity under another label; all others are matched by label.
    pub renamed: Vec<Pair<Name>>,
    /// Whether the order of the values both sides share is part of the difference.
    pub order: EnumOrder,
}

/// Whether the order of an enum's values counts (ruling 4: not where one side is `.prisma`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EnumOrder {
    /// The values are to stand as the after side has them.
    #[default]
    Counts,
    /// Values that both sides share stay where they are; new ones go next to their neighbours.
    Ignored,
}

/// Of a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SequenceAlteration {
    /// Type, start, increment, bounds, cache, cycle.
    Options,
    /// The column that owns it.
    Owner,
    /// Logged or not.
    Persistence,
}

/// Of a table itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableAlteration {
    /// Logged or not.
    Persistence,
    /// `WITH (…)`.
    Options,
}

/// Of a column. Listed in this order when several differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnAlteration {
    /// Its type or collation.
    Type,
    /// Its generation expression.
    Generated,
    /// Its identity.
    Identity,
    /// Its default.
    Default,
    /// Whether it refuses NULL.
    NotNull,
}

/// Of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndexAlteration {
    /// `WITH (…)`.
    Options,
}

/// Of a foreign key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ForeignKeyAlteration {
    /// `ALTER CONSTRAINT … [NOT] DEFERRABLE`.
    Deferrable,
    /// From not valid to validated.
    Validation,
}

/// Of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewAlteration {
    /// Its query, replaceable in place or not (`ddl` decides from the columns).
    Query,
    /// `WITH (…)`.
    Options,
    /// Indexes of a materialized view.
    Indexes,
}

impl Invert for EnumAlteration {
    fn inverse(self) -> Self {
        Self { renamed: self.renamed.into_iter().map(Pair::swap).collect(), order: self.order }
    }
}

macro_rules! symmetric {
    ($($alteration:ty,)*) => {
        $(impl Invert for $alteration {
            fn inverse(self) -> Self {
                self
            }
        })*
    };
}

symmetric! {
    NoAlteration,
    ExtensionAlteration,
    Vec<SequenceAlteration>,
    Vec<TableAlteration>,
    Vec<ColumnAlteration>,
    Vec<IndexAlteration>,
    Vec<ForeignKeyAlteration>,
    Vec<ViewAlteration>,
}
