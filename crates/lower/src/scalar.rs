//! Scalar types of the language and the columns they become.

use icms_model::entity::Scalar;
use icms_model::{Builtin, DataType};

/// Every scalar with its name.
pub(crate) const SCALARS: [(&str, Scalar); 9] = [
    ("String", Scalar::String),
    ("Int", Scalar::Int),
    ("BigInt", Scalar::BigInt),
    ("Float", Scalar::Float),
    ("Decimal", Scalar::Decimal),
    ("Boolean", Scalar::Boolean),
    ("DateTime", Scalar::DateTime),
    ("Json", Scalar::Json),
    ("Bytes", Scalar::Bytes),
];

/// The scalar of this name.
pub(crate) fn scalar(name: &str) -> Option<Scalar> {
    SCALARS.iter().find(|(word, _)| *word == name).map(|(_, scalar)| *scalar)
}

/// The name of a scalar.
pub(crate) const fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Int => "Int",
        Scalar::BigInt => "BigInt",
        Scalar::Float => "Float",
        Scalar::Decimal => "Decimal",
        Scalar::String => "String",
        Scalar::Boolean => "Boolean",
        Scalar::DateTime => "DateTime",
        Scalar::Json => "Json",
        Scalar::Bytes => "Bytes",
    }
}

/// The column type of a scalar without `@db.…`.
#[must_use]
pub fn column_type(scalar: Scalar) -> DataType {
    match scalar {
        Scalar::Int => DataType::builtin(Builtin::Int4),
        Scalar::BigInt => DataType::builtin(Builtin::Int8),
        Scalar::Float => DataType::builtin(Builtin::Float8),
        Scalar::Decimal => DataType::builtin(Builtin::Numeric).with([65, 30]),
        Scalar::String => DataType::builtin(Builtin::Text),
        Scalar::Boolean => DataType::builtin(Builtin::Bool),
        Scalar::DateTime => DataType::builtin(Builtin::Timestamp).with([3]),
        Scalar::Json => DataType::builtin(Builtin::Jsonb),
        Scalar::Bytes => DataType::builtin(Builtin::Bytea),
    }
}

/// The built-in type that `.icms` files may name as a field's type: `TsVector`, `Interval`, `Uuid`.
#[must_use]
pub fn builtin_by_word(word: &str) -> Option<Builtin> {
    let lower = word.to_ascii_lowercase();
    Builtin::ALL.iter().copied().find(|builtin| builtin.internal().replace('_', "") == lower)
}

/// The range type over a scalar: `Range<DateTime>`.
pub(crate) const fn range_over(scalar: Scalar) -> Option<Builtin> {
    match scalar {
        Scalar::Int => Some(Builtin::Int4range),
        Scalar::BigInt => Some(Builtin::Int8range),
        Scalar::Decimal => Some(Builtin::Numrange),
        Scalar::DateTime => Some(Builtin::Tsrange),
        Scalar::Float | Scalar::String | Scalar::Boolean | Scalar::Json | Scalar::Bytes => None,
    }
}

/// The multirange type over a scalar: `Multirange<DateTime>`.
pub(crate) const fn multirange_over(scalar: Scalar) -> Option<Builtin> {
    match scalar {
        Scalar::Int => Some(Builtin::Int4multirange),
        Scalar::BigInt => Some(Builtin::Int8multirange),
        Scalar::Decimal => Some(Builtin::Nummultirange),
        Scalar::DateTime => Some(Builtin::Tsmultirange),
        Scalar::Float | Scalar::String | Scalar::Boolean | Scalar::Json | Scalar::Bytes => None,
    }
}

/// The scalar a client shows a built-in type as; none for types it has no words for.
pub(crate) const fn shown_as(builtin: Builtin) -> Option<Scalar> {
    Some(match builtin {
        Builtin::Bool => Scalar::Boolean,
        Builtin::Int2 | Builtin::Int4 | Builtin::Oid => Scalar::Int,
        Builtin::Int8 => Scalar::BigInt,
        Builtin::Float4 | Builtin::Float8 => Scalar::Float,
        Builtin::Numeric | Builtin::Money => Scalar::Decimal,
        Builtin::Text | Builtin::Varchar | Builtin::Bpchar | Builtin::Uuid | Builtin::Inet | Builtin::Xml => {
            Scalar::String
        }
        Builtin::Bit | Builtin::Varbit => Scalar::String,
        Builtin::Date | Builtin::Time | Builtin::Timetz | Builtin::Timestamp | Builtin::Timestamptz => {
            Scalar::DateTime
        }
        Builtin::Json | Builtin::Jsonb => Scalar::Json,
        Builtin::Bytea => Scalar::Bytes,
        _ => return None,
    })
}
