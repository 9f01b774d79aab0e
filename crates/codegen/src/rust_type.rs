//! The Rust type of a field, and how its values travel.

use icms_model::entity::{EntityGraph, Field, FieldArity, FieldType};
use icms_model::{Array, Builtin, Carrier, DataType, QualifiedName, TypeName, ValueType};

use crate::scope::Scope;
use crate::{composite, domain, name};

/// How a field looks in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustType {
    /// One value: `String`, `UserId`.
    pub value: String,
    /// What is in a newtype: `i64` in `UserId`.
    pub inner: String,
    /// The type before the schema's own names come into play: `String`; empty for a type of the schema's own.
    base: &'static str,
    /// What lists and values that may be missing are in.
    containers: Containers,
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

/// Types by which rows can refer to each other.
const KEYS: &[&str] = &[
    "i16",
    "i32",
    "i64",
    "u32",
    "bool",
    "String",
    "Uuid",
    "Vec<u8>",
    "Decimal",
    "Inet",
    "MacAddr",
    "MacAddr8",
    "Date",
    "Time",
    "Timestamp",
    "Timestamptz",
];

/// What lists and values that may be missing are in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Containers {
    option: String,
    list: String,
}

impl RustType {
    /// The type of a field, arity included.
    pub fn full(&self) -> String {
        match self.arity {
            FieldArity::Required => self.value.clone(),
            FieldArity::Optional => self.maybe(),
            FieldArity::List => format!("{}<{}>", self.containers.list, self.value),
        }
    }

    /// One value, or none.
    pub fn maybe(&self) -> String {
        self.optional(&self.value)
    }

    /// Something that may be missing: `Option<…>`.
    pub fn optional(&self, what: &str) -> String {
        format!("{}<{what}>", self.containers.option)
    }

    /// The same for another number of values.
    pub fn of_arity(&self, arity: FieldArity) -> Self {
        Self { arity, ..self.clone() }
    }

    /// The type below a newtype, before the schema's own names come into play; empty for a type of the schema's own.
    pub const fn base(&self) -> &'static str {
        self.base
    }

    /// The name of the newtype or of the schema's own type, if it is one.
    pub fn named(&self) -> Option<&str> {
        (self.base.is_empty() || self.value != self.inner).then_some(self.value.as_str())
    }

    /// Whether one value is plain text.
    pub fn is_text(&self) -> bool {
        self.base == "String" && self.value == self.inner
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
        self.value != self.inner || KEYS.contains(&self.base)
    }
}

/// The type of a field, ids aside.
pub fn rust_type(field: &Field, graph: &EntityGraph, scope: &Scope) -> RustType {
    of(&field.field_type, &field.data_type, field.arity, graph, scope)
}

/// The type of something of this type.
pub fn of(
    field_type: &FieldType,
    data_type: &DataType,
    arity: FieldArity,
    graph: &EntityGraph,
    scope: &Scope,
) -> RustType {
    value(field_type, data_type, graph, scope).many(arity, sql_type(data_type), scope)
}

/// One value: its type, how it travels, whether it is copied.
struct Value {
    name: String,
    base: &'static str,
    codec: Codec,
    copy: Copy,
}

impl Value {
    /// A type of the client or of the standard library.
    fn known((base, codec, copy): Known, scope: &Scope) -> Self {
        Self { name: scope.spell(base), base, codec, copy }
    }

    /// A type of the schema's own.
    const fn own(name: String, codec: Codec, copy: Copy) -> Self {
        Self { name, base: "", codec, copy }
    }

    fn many(self, arity: FieldArity, sql: String, scope: &Scope) -> RustType {
        let Self { name, base, codec, copy } = self;
        let containers = Containers { option: scope.spell("Option"), list: scope.spell("Vec") };
        RustType { inner: name.clone(), value: name, base, containers, arity, codec, sql, copy }
    }
}

/// The type of one value.
fn value(field_type: &FieldType, data_type: &DataType, graph: &EntityGraph, scope: &Scope) -> Value {
    let missing = || Value::known(TEXT, scope);
    match (field_type, &data_type.name) {
        (FieldType::Enum(at), _) => graph
            .enums
            .get(*at)
            .map_or_else(missing, |of| Value::own(scope.enumeration(&of.name), Codec::Native, Copy::Yes)),
        (FieldType::Composite(at), _) => graph
            .composites
            .get(*at)
            // Without its type a value would be any record.
            .map_or_else(missing, |of| Value::own(name::structure(&of.name), Codec::Base, Copy::No)),
        (FieldType::Domain(at), _) => graph.domains.get(*at).map_or_else(missing, |of| {
            let below = value(&of.base, &of.data_type, graph, scope);
            // An enum may hold text.
            let is_enum = matches!(of.base, FieldType::Enum(_));
            let copy = if is_enum || domain::is_list(of) { Copy::No } else { below.copy };
            // The server compares a domain over an enum with values of the enum only.
            let codec = if is_enum { Codec::Base } else { below.codec };
            Value::own(name::structure(&of.name), codec, copy)
        }),
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Builtin(builtin)) => {
            Value::known(builtin_type(*builtin), scope)
        }
        (FieldType::Scalar(_) | FieldType::Native | FieldType::Unsupported, TypeName::Named(name)) => {
            Value::known(extension_type(name.name.as_str()), scope)
        }
    }
}

/// A type of the client or of the standard library, how its values travel, and whether it is `Copy`.
type Known = (&'static str, Codec, Copy);

/// What the client has no type for.
const TEXT: Known = ("String", Codec::Through("text"), Copy::No);

/// Types of extensions: those that the client does not know travel as text.
fn extension_type(name: &str) -> Known {
    match name {
        "vector" | "halfvec" => ("Vector", Codec::Native, Copy::No),
        "sparsevec" => ("SparseVector", Codec::Native, Copy::No),
        "hstore" => ("Hstore", Codec::Native, Copy::No),
        _ => TEXT,
    }
}

/// The type of what a query takes or gives. Types of extensions travel as text, but for one that is text.
pub fn of_value(of: &ValueType, graph: &EntityGraph, scope: &Scope) -> RustType {
    if let Carrier::Domain(domain) = &of.carrier
        && let Some((at, known)) = position(&graph.domains, domain, |known| &known.database)
        && domain::is_shown(known)
    {
        let is_list = domain.array == Array::Yes;
        let sql = sql_type(if is_list { domain } else { &known.data_type });
        let value = value(&FieldType::Domain(at), &known.data_type, graph, scope);
        return value.many(many(domain), sql, scope);
    }
    let mut value = match &of.data_type.name {
        TypeName::Named(named) if named.name == *"citext" => {
            Value::known(("String", Codec::Native, Copy::No), scope)
        }
        TypeName::Named(_) | TypeName::Builtin(_) => {
            value(&named(&of.data_type, graph), &of.data_type, graph, scope)
        }
    };
    // The driver knows no values of a domain that is none of the schema's.
    if of.carrier != Carrier::Own && value.codec == Codec::Native {
        value.codec = Codec::Base;
    }
    value.many(many(&of.data_type), sql_type(&of.data_type), scope)
}

/// What a schema calls a type.
fn named(data_type: &DataType, graph: &EntityGraph) -> FieldType {
    let enumeration = position(&graph.enums, data_type, |of| &of.database).map(|(at, _)| FieldType::Enum(at));
    let composite = || {
        let found = position(&graph.composites, data_type, |of| &of.database);
        found.filter(|(_, of)| composite::is_shown(of)).map(|(at, _)| FieldType::Composite(at))
    };
    enumeration.or_else(composite).unwrap_or(FieldType::Native)
}

/// The one of these that a type is.
fn position<'g, T>(
    all: &'g [T],
    data_type: &DataType,
    database: fn(&T) -> &QualifiedName,
) -> Option<(usize, &'g T)> {
    let TypeName::Named(name) = &data_type.name else { return None };
    all.iter().enumerate().find(|(_, of)| database(of) == name)
}

/// How many values one of the type holds.
const fn many(data_type: &DataType) -> FieldArity {
    match data_type.array {
        Array::Yes => FieldArity::List,
        Array::No => FieldArity::Required,
    }
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
fn builtin_type(builtin: Builtin) -> Known {
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
        B::Money => return ("Decimal", Codec::Through("numeric"), Copy::Yes),
        B::Text | B::Varchar | B::Name => ("String", Copy::No),
        // Compared with text it would be text, whose blanks at the end count.
        B::Bpchar => return ("String", Codec::Base, Copy::No),
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
        B::Tsvector => return ("TsVector", Codec::Through("text"), Copy::No),
        _ => return TEXT,
    };
    (value, Codec::Native, copy)
}
