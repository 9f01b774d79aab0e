//! Fields of entities.

use icms_sql::Name;

use super::Visibility;
use crate::{DataType, Text};

/// A scalar or enum field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The field's name.
    pub name: Text,
    /// Its column.
    pub column: Name,
    /// `@renamedFrom`: what its column was called.
    pub renamed_from: Option<Name>,
    /// Its type in the language.
    pub field_type: FieldType,
    /// Its type in the database; of a single domain what is at the bottom of it.
    pub data_type: DataType,
    /// How many values.
    pub arity: FieldArity,
    /// What the client fills in when nothing is given.
    pub client_default: Option<ClientDefault>,
    /// Whether the database fills in something: a default, an identity, a generation expression.
    pub database_default: DatabaseDefault,
    /// `///`
    pub docs: Option<Text>,
    /// `@ignore`
    pub visibility: Visibility,
    /// What the client does with it besides.
    pub role: FieldRole,
}

/// What a client does with a field besides reading and writing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FieldRole {
    /// Nothing.
    #[default]
    Plain,
    /// `@version`: it grows with every change, and a change of another version is refused.
    Version,
    /// `@softDelete`: since when the row counts as deleted.
    DeletedAt,
}

/// Whether an INSERT may leave a column out, and whether it must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DatabaseDefault {
    /// Nothing is filled in.
    #[default]
    None,
    /// A default or `BY DEFAULT` identity.
    Filled,
    /// `GENERATED ALWAYS`: no value can be given.
    Always,
}

/// The type of a field in the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// A scalar.
    Scalar(Scalar),
    /// An enum, by position in [`super::EntityGraph::enums`].
    Enum(usize),
    /// A domain, by position in [`super::EntityGraph::domains`].
    Domain(usize),
    /// A composite type, by position in [`super::EntityGraph::composites`].
    Composite(usize),
    /// One of PostgreSQL's own types that no scalar stands for: ranges, intervals.
    Native,
    /// `Unsupported("…")`: the client does not show it.
    Unsupported,
}

/// Scalars of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `Int`
    Int,
    /// `BigInt`
    BigInt,
    /// `Float`
    Float,
    /// `Decimal`
    Decimal,
    /// `String`
    String,
    /// `Boolean`
    Boolean,
    /// `DateTime`
    DateTime,
    /// `Json`
    Json,
    /// `Bytes`
    Bytes,
}

/// How many values a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldArity {
    /// Exactly one.
    Required,
    /// One or none.
    Optional,
    /// Any number.
    List,
}

/// A default that the client computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClientDefault {
    /// `uuid()`, `uuid(4)`
    UuidV4,
    /// `uuid(7)`
    UuidV7,
    /// `cuid()`
    Cuid,
    /// `cuid(2)`
    Cuid2,
    /// `ulid()`
    Ulid,
    /// `nanoid(n)`
    Nanoid(u8),
    /// `@updatedAt`: also set on every update.
    UpdatedAt,
}
