//! Columns.

use icms_sql::Name;

use crate::{DataType, Expr, Member, ObjectKind, QualifiedName, SequenceOptions, Table, Text};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub data_type: DataType,
    /// Refuses NULL. True for identity columns and members of the primary key too.
    pub not_null: bool,
    /// What an INSERT without it gets.
    pub default: Option<DefaultValue>,
    /// `GENERATED … AS IDENTITY`.
    pub identity: Option<Identity>,
    /// `GENERATED ALWAYS AS (…)`.
    pub generated: Option<Generated>,
    /// A collation other than the type's own.
    pub collation: Option<QualifiedName>,
    /// Its comment.
    pub comment: Option<Text>,
}

impl Column {
    /// A nullable column without default.
    pub fn new(name: impl Into<Name>, data_type: DataType) -> Self {
        Self {
            name: name.into(),
            data_type,
            not_null: false,
            default: None,
            identity: None,
            generated: None,
            collation: None,
            comment: None,
        }
    }
}

/// The `DEFAULT` of a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DefaultValue {
    /// `nextval('…'::regclass)` of this sequence and nothing else; follows the sequence when it is renamed.
    Nextval(QualifiedName),
    /// Any other expression.
    Expression(Expr),
    /// There is one, and the author does not say which (`dbgenerated()`): compares equal to any, to none too.
    Unspecified,
}

/// `GENERATED … AS IDENTITY`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Whether an INSERT may give a value of its own.
    pub kind: IdentityKind,
    /// How its sequence counts.
    pub options: SequenceOptions,
    /// The name of its sequence, in the table's namespace unless moved.
    pub sequence: QualifiedName,
}

/// Which identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// `ALWAYS`
    Always,
    /// `BY DEFAULT`
    ByDefault,
}

/// `GENERATED ALWAYS AS (…)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Generated {
    /// From what.
    pub expression: Expr,
    /// When it is computed.
    pub kind: GeneratedKind,
}

/// When a generated column is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeneratedKind {
    /// On write, kept in the row.
    Stored,
    /// On read (18 and later).
    Virtual,
}

impl Member for Column {
    const KIND: ObjectKind = ObjectKind::Column;

    fn name(&self) -> &Name {
        &self.name
    }

    fn list(table: &Table) -> &[Self] {
        &table.columns
    }
}
