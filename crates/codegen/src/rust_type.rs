//! The Rust type of a field, and how its values travel.

use icms_model::entity::{EntityGraph, Field, FieldArity, FieldType};
use icms_model::{Array, Builtin, Carrier, DataType, TypeName, ValueType};

use crate::{domain, name};

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
    /// As another type, which the server casts: text, most often.
    Through(&'static str),
    /// As they are, with the type said: without it the server would take them for another, or find no operator.
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

    /// What follows a column that is compared.
    pub fn compared_as(&self) -> String {
        match self.codec {
            Codec::Native | Codec::Through(_) => String::new(),
            Codec::Base => self.cast(),
        }
    }

    /// What follows a placeholder of one value.
    pub fn cast(&self) -> String {
        let list = if self.arity == FieldArity::List { "[]" } else { "" };
        match self.codec {
            Codec::Native => String::new(),
            Codec::Through(via) => format!("::{via}{list}::{}{list}", self.sql),
            Codec::Base => format!("::{}{list}", self.sql),
        }
    }

    /// What follows a placeholder of many values.
    pub fn array_cast(&self) -> String {
        match self.codec {
            Codec::Native | Codec::Base => format!("::{}[]", self.sql),
            Codec::Through(via) => format!("::{via}[]::{}[]", self.sql),
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
                    | "Inet"
                    | "MacAddr"
                    | "MacAddr8"
                    | "Date"
                    | "Time"
                    | "Timestamp"
                    | "Timestamptz"
            )
    }
}

/// The type of a field, ids aside.
pub fn rust_type(field: &Field, graph: &EntityGraph) -> RustType {
    of(&field.field_type, &field.data_type, field.arity, graph)
}

/// The type of something of this type.
pub fn of(field_type: &FieldType, data_type: &DataType, arity: FieldArity, graph: &EntityGraph) -> RustType {
    let Value { name, codec, copy } = value(field_type, data_type, graph);
    RustType { inner: name.clone(), value: name, arity, codec, sql: sql_type(data_type), copy }
}

/// One value: its type, how it travels, whether it is copied.
pub struct Value {
    /// The Rust type.
    pub name: String,
    /// How values travel.
    pub codec: Codec,
    /// Whether values are copied rather than cloned.
    pub copy: Copy,
}

impl Value {
    fn new(name: impl Into<String>, codec: Codec, copy: Copy) -> Self {
        Self { name: name.into(), codec, copy }
    }
}

/// The type of one value.
pub fn value(field_type: &FieldType, data_type: &DataType, graph: &EntityGraph) -> Value {
    let missing = || Value::new("String", Codec::Through("text"), Copy::No);
    match (field_type, &data_type.name) {
        (FieldType::Enum(at), _) => graph
            .enums
            .get(*at)
            .map_or_else(missing, |of| Value::new(name::structure(&of.name), Codec::Native, Copy::Yes)),
        (FieldType::Composite(at), _) => graph
            .composites
            .get(*at)
            // Without its type a value would be any record.
            .map_or_else(missing, |of| Value::new(name::structure(&of.name), Codec::Base, Copy::No)),
        (FieldType::Domain(at), _) => graph.domains.get(*at).map_or_else(missing, |of| {
            let below = value(&of.base, &of.data_type, graph);
            // An enum may hold text.
            let is_enum = matches!(of.base, FieldType::Enum(_));
            let copy = if is_enum || domain::is_list(of) { Copy::No } else { below.copy };
            // The server compares a domain over an enum with values of the enum only.
            let codec = if is_enum { Codec::Base } else { below.codec };
            Value::new(name::structure(&of.name), codec, copy)
        }),
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Builtin(builtin)) => {
            builtin_type(*builtin)
        }
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Named(name)) => {
            extension_type(name.name.as_str())
        }
    }
}

/// Types of extensions: those that the client does not know travel as text.
fn extension_type(name: &str) -> Value {
    match name {
        "vector" | "halfvec" => Value::new("Vector", Codec::Native, Copy::No),
        "sparsevec" => Value::new("SparseVector", Codec::Native, Copy::No),
        "hstore" => Value::new("Hstore", Codec::Native, Copy::No),
        _ => Value::new("String", Codec::Through("text"), Copy::No),
    }
}

/// The type of what a query takes or gives. Types of extensions travel as text, but for one that is text.
pub fn of_value(of: &ValueType, graph: &EntityGraph) -> RustType {
    let Value { name, codec, copy } = match &of.data_type.name {
        TypeName::Builtin(builtin) => builtin_type(*builtin),
        TypeName::Named(named) => match graph.enums.iter().find(|e| e.database == *named) {
            Some(of) => Value::new(name::structure(&of.name), Codec::Native, Copy::Yes),
            None if named.name == *"citext" => Value::new("String", Codec::Native, Copy::No),
            None => extension_type(named.name.as_str()),
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
    RustType { inner: name.clone(), value: name, arity, codec, sql: sql_type(&of.data_type), copy }
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
fn builtin_type(builtin: Builtin) -> Value {
    use Builtin as B;
    let (value, copy) = match builtin {
        B::Bool => ("bool", Copy::Yes),
        B::Int2 => ("i16", Copy::Yes),
        B::Int4 => ("i32", Copy::Yes),
        B::Int8 => ("i64", Copy::Yes),
        B::Oid => ("u32", Copy::Yes),
        B::Float4 => ("f32", Copy::Yes),
        B::Float8 => ("f64", Copy::Yes),
        B::Char => ("i8", Copy::Yes),
        B::Numeric => ("Decimal", Copy::Yes),
        B::Money => return Value::new("Decimal", Codec::Through("numeric"), Copy::Yes),
        B::Text | B::Varchar | B::Name => ("String", Copy::No),
        // Compared with text it would be text, whose blanks at the end count.
        B::Bpchar => return Value::new("String", Codec::Base, Copy::No),
        B::Bytea => ("Vec<u8>", Copy::No),
        B::Uuid => ("Uuid", Copy::Yes),
        B::Json | B::Jsonb => ("Json", Copy::No),
        B::Date => ("Date", Copy::Yes),
        B::Time => ("Time", Copy::Yes),
        B::Timetz => ("Timetz", Copy::Yes),
        B::Timestamp => ("Timestamp", Copy::Yes),
        B::Timestamptz => ("Timestamptz", Copy::Yes),
        B::Interval => ("Interval", Copy::Yes),
        B::Inet | B::Cidr => ("Inet", Copy::Yes),
        B::Macaddr => ("MacAddr", Copy::Yes),
        B::Macaddr8 => ("MacAddr8", Copy::Yes),
        B::Point => ("Point", Copy::Yes),
        B::Line => ("Line", Copy::Yes),
        B::Lseg => ("Segment", Copy::Yes),
        B::Box => ("Rectangle", Copy::Yes),
        B::Path => ("Path", Copy::No),
        B::Polygon => ("Polygon", Copy::No),
        B::Circle => ("Circle", Copy::Yes),
        B::Int4range => ("Range<i32>", Copy::Yes),
        B::Int8range => ("Range<i64>", Copy::Yes),
        B::Numrange => ("Range<Decimal>", Copy::Yes),
        B::Tsrange => ("Range<Timestamp>", Copy::Yes),
        B::Tstzrange => ("Range<Timestamptz>", Copy::Yes),
        B::Daterange => ("Range<Date>", Copy::Yes),
        B::Int4multirange => ("Multirange<i32>", Copy::No),
        B::Int8multirange => ("Multirange<i64>", Copy::No),
        B::Nummultirange => ("Multirange<Decimal>", Copy::No),
        B::Tsmultirange => ("Multirange<Timestamp>", Copy::No),
        B::Tstzmultirange => ("Multirange<Timestamptz>", Copy::No),
        B::Datemultirange => ("Multirange<Date>", Copy::No),
        B::Tsvector => return Value::new("TsVector", Codec::Through("text"), Copy::No),
        _ => return Value::new("String", Codec::Through("text"), Copy::No),
    };
    Value::new(value, Codec::Native, copy)
}
