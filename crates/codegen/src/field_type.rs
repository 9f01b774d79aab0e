//! The Rust type of a field, and how its values travel.

use icms_model::entity::{EntityGraph, Field, FieldArity, FieldType};
use icms_model::{Array, Builtin, TypeName};

use crate::name;

/// How a field looks in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustType {
    /// One value: `String`.
    pub value: String,
    /// How many.
    pub arity: FieldArity,
    /// The SQL type to go through text with; none for types that the driver knows.
    pub through_text: Option<String>,
    /// Whether values are copied rather than cloned.
    pub copy: Copy,
}

/// Whether a type is `Copy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// It is.
    Yes,
    /// It needs `clone()`.
    No,
}

impl RustType {
    /// The type of a field, arity included.
    #[must_use]
    pub fn full(&self) -> String {
        match self.arity {
            FieldArity::Required => self.value.clone(),
            FieldArity::Optional => format!("Option<{}>", self.value),
            FieldArity::List => format!("Vec<{}>", self.value),
        }
    }

    /// `row.name`, cloned where it must be.
    #[must_use]
    pub fn taken_from(&self, place: &str) -> String {
        match (self.copy, self.arity) {
            (Copy::Yes, FieldArity::Required | FieldArity::Optional) => place.to_owned(),
            (Copy::No, _) | (_, FieldArity::List) => format!("{place}.clone()"),
        }
    }
}

/// The type of a field.
#[must_use]
pub fn rust_type(field: &Field, graph: &EntityGraph) -> RustType {
    let (value, known, copy) = match (&field.field_type, &field.data_type.name) {
        (FieldType::Enum(at), _) => {
            let of = graph.enums.get(*at).map_or_else(|| "String".to_owned(), |e| name::structure(&e.name));
            (of, true, Copy::Yes)
        }
        (FieldType::Scalar(_) | FieldType::Unsupported, TypeName::Builtin(builtin)) => builtin_type(*builtin),
        (FieldType::Scalar(_) | FieldType::Unsupported, TypeName::Named(_)) => {
            ("String".to_owned(), false, Copy::No)
        }
    };
    let array = if field.data_type.array == Array::Yes { "[]" } else { "" };
    let through_text = (!known).then(|| format!("::text{array}::{}", field.data_type));
    RustType { value, arity: field.arity, through_text, copy }
}

/// The Rust type, whether the driver converts it, and whether it is `Copy`.
fn builtin_type(builtin: Builtin) -> (String, bool, Copy) {
    use Builtin as B;
    let (value, known, copy) = match builtin {
        B::Bool => ("bool", true, Copy::Yes),
        B::Int2 => ("i16", true, Copy::Yes),
        B::Int4 => ("i32", true, Copy::Yes),
        B::Int8 => ("i64", true, Copy::Yes),
        B::Oid => ("u32", true, Copy::Yes),
        B::Float4 => ("f32", true, Copy::Yes),
        B::Float8 => ("f64", true, Copy::Yes),
        B::Numeric => ("Decimal", true, Copy::Yes),
        B::Text | B::Varchar | B::Bpchar | B::Name => ("String", true, Copy::No),
        B::Bytea => ("Vec<u8>", true, Copy::No),
        B::Uuid => ("Uuid", true, Copy::Yes),
        B::Json | B::Jsonb => ("Json", true, Copy::No),
        B::Date => ("NaiveDate", true, Copy::Yes),
        B::Time => ("NaiveTime", true, Copy::Yes),
        B::Timestamp => ("NaiveDateTime", true, Copy::Yes),
        B::Timestamptz => ("DateTime<Utc>", true, Copy::Yes),
        _ => ("String", false, Copy::No),
    };
    (value.to_owned(), known, copy)
}
