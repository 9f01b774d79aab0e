//! Indexes that no constraint owns.

use icms_sql::Name;

use crate::{Expr, Member, NullsDistinct, ObjectKind, QualifiedName, Table, Text};

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name, in the table's namespace.
    pub name: Name,
    /// Whether it refuses duplicates.
    pub uniqueness: Uniqueness,
    /// `btree`, `gin`, … or an extension's.
    pub method: Name,
    /// Keys in order.
    pub keys: Vec<IndexKey>,
    /// `INCLUDE (…)`.
    pub include: Vec<Name>,
    /// `WHERE …`.
    pub predicate: Option<Expr>,
    /// `WITH (…)`, sorted by name.
    pub options: Vec<(Text, Text)>,
    /// False for the remains of a failed `CREATE INDEX CONCURRENTLY`.
    pub state: IndexState,
    /// Its comment.
    pub comment: Option<Text>,
}

/// Whether an index refuses duplicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uniqueness {
    /// It does not.
    Plain,
    /// It does; how NULLs compare.
    Unique(NullsDistinct),
}

/// Whether an index can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IndexState {
    /// It can.
    #[default]
    Valid,
    /// A build failed or still runs.
    Invalid,
}

/// One key of an index.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IndexKey {
    /// What is indexed.
    pub part: KeyPart,
    /// A collation other than the column's.
    pub collation: Option<QualifiedName>,
    /// An operator class other than the default of the type for the method, without namespace.
    pub operator_class: Option<Name>,
    /// The parameters of the operator class, sorted by name: `siglen`.
    pub operator_class_options: Vec<(Text, Text)>,
    /// Direction, for ordered methods.
    pub order: SortOrder,
    /// Where NULLs go.
    pub nulls: NullsOrder,
}

impl IndexKey {
    /// A column in ascending order with the defaults of its type.
    #[must_use]
    pub const fn column(name: Name) -> Self {
        Self::of(KeyPart::Column(name))
    }

    /// Anything in ascending order with the defaults of its type.
    #[must_use]
    pub const fn of(part: KeyPart) -> Self {
        Self {
            part,
            collation: None,
            operator_class: None,
            operator_class_options: Vec::new(),
            order: SortOrder::Ascending,
            nulls: NullsOrder::Last,
        }
    }
}

/// What a key indexes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyPart {
    /// A column.
    Column(Name),
    /// An expression.
    Expression(Expr),
}

/// Direction of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SortOrder {
    /// `ASC`
    #[default]
    Ascending,
    /// `DESC`
    Descending,
}

/// Where NULLs sort. PostgreSQL's default is last for ascending and first for descending keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NullsOrder {
    /// `NULLS FIRST`
    First,
    /// `NULLS LAST`
    #[default]
    Last,
}

impl SortOrder {
    /// Where NULLs go when nothing is said.
    #[must_use]
    pub const fn default_nulls(self) -> NullsOrder {
        match self {
            Self::Ascending => NullsOrder::Last,
            Self::Descending => NullsOrder::First,
        }
    }
}

impl Member for Index {
    const KIND: ObjectKind = ObjectKind::Index;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        &table.indexes
    }
}
