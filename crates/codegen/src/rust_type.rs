//! The Rust type of a field, and how its values travel.

use icms_model::entity::{Carrier, EntityGraph, Field, FieldArity, FieldType};
use icms_model::{Array, Builtin, DataType, TypeName, ValueType};

use crate::name;

/// How a field looks in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustType {
    /// One value: `String`, `UserId`.
    pub value: String,
    /// What is in a newtype: `i64` in `UserId`.
    pub inner: String,
    /// How many.
    pub arity: FieldArity,
    /// How values travel.
    pub codec: Codec,
    /// The SQL type without modifiers: those of a cast would cut values silently.
    pub sql: String,
    /// Whether values are copied rather than cloned.
    pub copy: Copy,
}

/// How values travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// As they are.
    Native,
    /// As text, which the server casts.
    Text,
    /// As the type below a domain.
    Base,
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
    pub fn full(&self) -> String {
        match self.arity {
            FieldArity::Required => self.value.clone(),
            FieldArity::Optional => format!("Option<{}>", self.value),
            FieldArity::List => format!("Vec<{}>", self.value),
        }
    }

    /// `row.name`, cloned where it must be.
    pub fn taken_from(&self, place: &str) -> String {
        match (self.copy, self.arity) {
            (Copy::Yes, FieldArity::Required | FieldArity::Optional) => place.to_owned(),
            (Copy::No, _) | (_, FieldArity::List) => format!("{place}.clone()"),
        }
    }

    /// What follows a placeholder of one value.
    pub fn cast(&self) -> String {
        let list = if self.arity == FieldArity::List { "[]" } else { "" };
        match self.codec {
            Codec::Native => String::new(),
            Codec::Text => format!("::text{list}::{}{list}", self.sql),
            Codec::Base => format!("::{}{list}", self.sql),
        }
    }

    /// What follows a placeholder of many values.
    pub fn array_cast(&self) -> String {
        match self.codec {
            Codec::Native | Codec::Base => format!("::{}[]", self.sql),
            Codec::Text => format!("::text[]::{}[]", self.sql),
        }
    }

    /// Whether rows can refer to each other by it.
    pub fn is_key(&self) -> bool {
        self.value != self.inner
            || matches!(
                self.value.as_str(),
                "i16"
                    | "i32"
                    | "i64"
                    | "u32"
                    | "bool"
                    | "String"
                    | "Uuid"
                    | "Vec<u8>"
                    | "Decimal"
                    | "Date"
                    | "Time"
                    | "Timestamp"
                    | "Timestamptz"
            )
    }
}

/// The type of a field, ids aside.
pub fn rust_type(field: &Field, graph: &EntityGraph) -> RustType {
    let (value, codec, copy) = match (&field.field_type, &field.data_type.name) {
        (FieldType::Enum(at), _) => {
            let of = graph.enums.get(*at).map_or_else(|| "String".to_owned(), |e| name::structure(&e.name));
            (of, Codec::Native, Copy::Yes)
        }
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Builtin(builtin)) => {
            builtin_type(*builtin)
        }
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Named(_)) => {
            ("String".to_owned(), Codec::Text, Copy::No)
        }
    };
    let codec = match (field.carrier, codec) {
        (Carrier::Domain, Codec::Native) => Codec::Base,
        (Carrier::Domain | Carrier::Own, codec) => codec,
    };
    let sql = sql_type(&field.data_type);
    RustType { inner: value.clone(), value, arity: field.arity, codec, sql, copy }
}

/// The type of what a query takes or gives. Types of extensions travel as text, but for one that is text.
pub fn of_value(of: &ValueType, graph: &EntityGraph) -> RustType {
    let (value, codec, copy) = match &of.data_type.name {
        TypeName::Builtin(builtin) => builtin_type(*builtin),
        TypeName::Named(named) => match graph.enums.iter().find(|e| e.database == *named) {
            Some(of) => (name::structure(&of.name), Codec::Native, Copy::Yes),
            None if named.name == *"citext" => ("String".to_owned(), Codec::Native, Copy::No),
            None => ("String".to_owned(), Codec::Text, Copy::No),
        },
    };
    let codec = match (of.carrier, codec) {
        (Carrier::Domain, Codec::Native) => Codec::Base,
        (Carrier::Domain | Carrier::Own, codec) => codec,
    };
    let arity = match of.data_type.array {
        Array::Yes => FieldArity::List,
        Array::No => FieldArity::Required,
    };
    RustType { inner: value.clone(), value, arity, codec, sql: sql_type(&of.data_type), copy }
}

/// The type of one value without modifiers. `bit` alone would be `bit(1)`.
fn sql_type(data_type: &DataType) -> String {
    let plain = data_type.element().unmodified();
    match plain.as_builtin() {
        Some(Builtin::Bit) => "bit varying".to_owned(),
        _ => plain.to_string(),
    }
}

/// The Rust type, how values travel, and whether it is `Copy`.
fn builtin_type(builtin: Builtin) -> (String, Codec, Copy) {
    use Builtin as B;
    let (value, copy) = match builtin {
        B::Bool => ("bool", Copy::Yes),
        B::Int2 => ("i16", Copy::Yes),
        B::Int4 => ("i32", Copy::Yes),
        B::Int8 => ("i64", Copy::Yes),
        B::Oid => ("u32", Copy::Yes),
        B::Float4 => ("f32", Copy::Yes),
        B::Float8 => ("f64", Copy::Yes),
        B::Numeric => ("Decimal", Copy::Yes),
        B::Text | B::Varchar | B::Bpchar | B::Name => ("String", Copy::No),
        B::Bytea => ("Vec<u8>", Copy::No),
        B::Uuid => ("Uuid", Copy::Yes),
        B::Json | B::Jsonb => ("Json", Copy::No),
        B::Date => ("Date", Copy::Yes),
        B::Time => ("Time", Copy::Yes),
        B::Timestamp => ("Timestamp", Copy::Yes),
        B::Timestamptz => ("Timestamptz", Copy::Yes),
        B::Interval => ("Interval", Copy::Yes),
        B::Inet | B::Cidr => ("Inet", Copy::Yes),
        B::Macaddr | B::Macaddr8 => ("MacAddr", Copy::No),
        B::Int4range => ("Range<i32>", Copy::Yes),
        B::Int8range => ("Range<i64>", Copy::Yes),
        B::Numrange => ("Range<Decimal>", Copy::Yes),
        B::Tsrange => ("Range<Timestamp>", Copy::Yes),
        B::Tstzrange => ("Range<Timestamptz>", Copy::Yes),
        B::Daterange => ("Range<Date>", Copy::Yes),
        B::Tsvector => return ("TsVector".to_owned(), Codec::Text, Copy::No),
        _ => return ("String".to_owned(), Codec::Text, Copy::No),
    };
    (value.to_owned(), Codec::Native, copy)
}
