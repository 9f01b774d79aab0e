//! Sequences, free-standing or owned by a column.

use icms_sql::Name;

use crate::data_type::Builtin;
use crate::{ObjectKind, ObjectRef, QualifiedName, SchemaObject, Text};

/// A sequence. Those behind identity columns are not listed: they belong to [`crate::Identity`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Its name.
    pub name: QualifiedName,
    /// How it counts.
    pub options: SequenceOptions,
    /// The column that takes it along when dropped (`OWNED BY`).
    pub owner: Option<SequenceOwner>,
    /// `UNLOGGED` (15 and later).
    pub persistence: crate::Persistence,
    /// Its comment.
    pub comment: Option<Text>,
}

/// Which column owns a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SequenceOwner {
    /// The table.
    pub table: QualifiedName,
    /// Its column.
    pub column: Name,
}

/// How a sequence counts; every value is the effective one, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SequenceOptions {
    /// `smallint`, `integer` or `bigint`.
    pub data_type: Builtin,
    /// First value.
    pub start: i64,
    /// Step, never zero.
    pub increment: i64,
    /// Smallest value.
    pub min: i64,
    /// Largest value.
    pub max: i64,
    /// Values kept in advance per session.
    pub cache: i64,
    /// Starts again at the end.
    pub cycle: bool,
}

impl SequenceOptions {
    /// What PostgreSQL fills in for an ascending sequence of this type.
    #[must_use]
    pub const fn ascending(data_type: Builtin) -> Self {
        Self {
            data_type,
            start: 1,
            increment: 1,
            min: 1,
            max: Self::highest(data_type),
            cache: 1,
            cycle: false,
        }
    }

    /// The largest value of the type.
    #[must_use]
    pub const fn highest(data_type: Builtin) -> i64 {
        match data_type {
            Builtin::Int2 => i16::MAX as i64,
            Builtin::Int4 => i32::MAX as i64,
            _ => i64::MAX,
        }
    }

    /// The smallest value of the type.
    #[must_use]
    pub const fn lowest(data_type: Builtin) -> i64 {
        match data_type {
            Builtin::Int2 => i16::MIN as i64,
            Builtin::Int4 => i32::MIN as i64,
            _ => i64::MIN,
        }
    }
}

impl SchemaObject for Sequence {
    type Name = QualifiedName;
    const KIND: ObjectKind = ObjectKind::Sequence;

    fn name(&self) -> &QualifiedName {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::qualified(Self::KIND, &self.name)
    }
}
