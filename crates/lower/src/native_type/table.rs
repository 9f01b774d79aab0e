//! Prisma's native types for PostgreSQL.

use icms_model::Builtin;
use icms_model::entity::Scalar;

/// A native type.
pub(super) struct NativeType {
    /// After `@db.`.
    pub name: &'static str,
    /// What it is; none for `citext`, which an extension brings.
    pub builtin: Option<Builtin>,
    /// Fields of which types it can hold.
    pub scalars: &'static [Scalar],
    /// What goes into its parentheses.
    pub arity: Arity,
}

/// What goes into the parentheses of a native type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arity {
    /// Nothing.
    None,
    /// A length, or nothing.
    Length,
    /// Digits of the second's fraction, or nothing.
    Precision,
    /// Precision and scale, or nothing.
    PrecisionAndScale,
}

impl Arity {
    /// Whether so many numbers may stand there.
    pub(super) const fn allows(self, count: usize) -> bool {
        match self {
            Self::None => count == 0,
            Self::Length | Self::Precision => count <= 1,
            Self::PrecisionAndScale => count == 0 || count == 2,
        }
    }

    /// For messages.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::None => "no arguments",
            Self::Length => "a length or nothing",
            Self::Precision => "the digits of the fraction or nothing",
            Self::PrecisionAndScale => "two numbers, precision and scale, or nothing",
        }
    }
}

const fn native(
    name: &'static str,
    builtin: Builtin,
    scalars: &'static [Scalar],
    arity: Arity,
) -> NativeType {
    NativeType { name, builtin: Some(builtin), scalars, arity }
}

/// All of them, in the order of their scalars.
pub(super) const NATIVE_TYPES: [NativeType; 26] = [
    native("SmallInt", Builtin::Int2, &[Scalar::Int], Arity::None),
    native("Integer", Builtin::Int4, &[Scalar::Int], Arity::None),
    native("Oid", Builtin::Oid, &[Scalar::Int], Arity::None),
    native("BigInt", Builtin::Int8, &[Scalar::BigInt], Arity::None),
    native("Real", Builtin::Float4, &[Scalar::Float], Arity::None),
    native("DoublePrecision", Builtin::Float8, &[Scalar::Float], Arity::None),
    native("Decimal", Builtin::Numeric, &[Scalar::Decimal], Arity::PrecisionAndScale),
    native("Money", Builtin::Money, &[Scalar::Decimal], Arity::None),
    native("Text", Builtin::Text, &[Scalar::String], Arity::None),
    native("VarChar", Builtin::Varchar, &[Scalar::String], Arity::Length),
    native("Char", Builtin::Bpchar, &[Scalar::String], Arity::Length),
    native("Uuid", Builtin::Uuid, &[Scalar::String], Arity::None),
    NativeType { name: "Citext", builtin: None, scalars: &[Scalar::String], arity: Arity::None },
    native("Inet", Builtin::Inet, &[Scalar::String], Arity::None),
    native("Xml", Builtin::Xml, &[Scalar::String], Arity::None),
    native("Bit", Builtin::Bit, &[Scalar::String], Arity::Length),
    native("VarBit", Builtin::Varbit, &[Scalar::String], Arity::Length),
    native("Boolean", Builtin::Bool, &[Scalar::Boolean], Arity::None),
    native("Timestamp", Builtin::Timestamp, &[Scalar::DateTime], Arity::Precision),
    native("Timestamptz", Builtin::Timestamptz, &[Scalar::DateTime], Arity::Precision),
    native("Date", Builtin::Date, &[Scalar::DateTime], Arity::None),
    native("Time", Builtin::Time, &[Scalar::DateTime], Arity::Precision),
    native("Timetz", Builtin::Timetz, &[Scalar::DateTime], Arity::Precision),
    native("Json", Builtin::Json, &[Scalar::Json], Arity::None),
    native("JsonB", Builtin::Jsonb, &[Scalar::Json], Arity::None),
    native("ByteA", Builtin::Bytea, &[Scalar::Bytes], Arity::None),
];
