//! Types of columns as the language writes them: a scalar and its native type, an enum, or the SQL text.

use icms_lower::language::{builtin_by_word, column_type};
use icms_model::entity::Scalar;
use icms_model::{Array, Builtin, DataType, Modifier, ObjectKind, TypeName};
use icms_syntax::Dialect;

use crate::names::Names;
use crate::text::string;

/// A type as it is written.
pub(crate) struct Spelled {
    /// `String`, `Role`, `Unsupported("…")`; without arity.
    pub word: String,
    /// `@db.VarChar(255)`
    pub native: Option<String>,
    /// What a default may be.
    pub kind: Kind,
}

/// What a field of some type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of the scalars.
    Scalar(Scalar),
    /// A value of an enum.
    Enum,
    /// Anything else.
    Other,
}

/// The type of one element.
pub(crate) fn spell(data_type: &DataType, names: &Names, dialect: Dialect) -> Spelled {
    let element = DataType { array: Array::No, ..data_type.clone() };
    match &element.name {
        TypeName::Named(name) => match names.block(ObjectKind::Enum, name) {
            Some(word) => Spelled { word: word.to_owned(), native: None, kind: Kind::Enum },
            None => unsupported(&element),
        },
        TypeName::Builtin(builtin) => match scalar_of(*builtin) {
            Some((scalar, word, native)) => scalar_type(&element, scalar, word, native, dialect),
            None => bare(&element, *builtin, names, dialect),
        },
    }
}

fn unsupported(element: &DataType) -> Spelled {
    let text = string(&icms_ddl::type_text(element));
    Spelled { word: format!("Unsupported({text})"), native: None, kind: Kind::Other }
}

/// The scalar, its word, and the native type that Prisma has for a built-in type.
const fn scalar_of(builtin: Builtin) -> Option<(Scalar, &'static str, &'static str)> {
    Some(match builtin {
        Builtin::Int2 => (Scalar::Int, "Int", "SmallInt"),
        Builtin::Int4 => (Scalar::Int, "Int", "Integer"),
        Builtin::Oid => (Scalar::Int, "Int", "Oid"),
        Builtin::Int8 => (Scalar::BigInt, "BigInt", "BigInt"),
        Builtin::Float4 => (Scalar::Float, "Float", "Real"),
        Builtin::Float8 => (Scalar::Float, "Float", "DoublePrecision"),
        Builtin::Numeric => (Scalar::Decimal, "Decimal", "Decimal"),
        Builtin::Money => (Scalar::Decimal, "Decimal", "Money"),
        Builtin::Text => (Scalar::String, "String", "Text"),
        Builtin::Varchar => (Scalar::String, "String", "VarChar"),
        Builtin::Bpchar => (Scalar::String, "String", "Char"),
        Builtin::Uuid => (Scalar::String, "String", "Uuid"),
        Builtin::Inet => (Scalar::String, "String", "Inet"),
        Builtin::Xml => (Scalar::String, "String", "Xml"),
        Builtin::Bit => (Scalar::String, "String", "Bit"),
        Builtin::Varbit => (Scalar::String, "String", "VarBit"),
        Builtin::Bool => (Scalar::Boolean, "Boolean", "Boolean"),
        Builtin::Timestamp => (Scalar::DateTime, "DateTime", "Timestamp"),
        Builtin::Timestamptz => (Scalar::DateTime, "DateTime", "Timestamptz"),
        Builtin::Date => (Scalar::DateTime, "DateTime", "Date"),
        Builtin::Time => (Scalar::DateTime, "DateTime", "Time"),
        Builtin::Timetz => (Scalar::DateTime, "DateTime", "Timetz"),
        Builtin::Json => (Scalar::Json, "Json", "Json"),
        Builtin::Jsonb => (Scalar::Json, "Json", "JsonB"),
        Builtin::Bytea => (Scalar::Bytes, "Bytes", "ByteA"),
        _ => return None,
    })
}

fn scalar_type(element: &DataType, scalar: Scalar, word: &str, native: &str, dialect: Dialect) -> Spelled {
    let kind = Kind::Scalar(scalar);
    let spelled = |native| Spelled { word: word.to_owned(), native, kind };
    if *element == column_type(scalar) {
        return spelled(None);
    }
    match numbers(element) {
        Some(numbers) if sayable(element, &numbers) => spelled(Some(with_numbers(native, &numbers))),
        Some(_) | None if dialect == Dialect::Prisma => unsupported(element),
        Some(_) | None => {
            let text = string(&icms_ddl::type_text(element));
            spelled(Some(format!("@db.Type({text})")))
        }
    }
}

fn with_numbers(native: &str, numbers: &[i32]) -> String {
    if numbers.is_empty() {
        return format!("@db.{native}");
    }
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("@db.{native}({})", list.join(", "))
}

/// The modifiers when all are numbers.
fn numbers(element: &DataType) -> Option<Vec<i32>> {
    let number = |modifier: &Modifier| match modifier {
        Modifier::Number(number) => Some(*number),
        Modifier::Word(_) => None,
    };
    element.modifiers.iter().map(number).collect()
}

/// Whether Prisma's native type takes these numbers and means the very type by them.
fn sayable(element: &DataType, numbers: &[i32]) -> bool {
    match (element.as_builtin(), numbers) {
        // Without a number these words mean one character, which the type itself does not.
        (Some(Builtin::Bpchar | Builtin::Bit), []) => false,
        (Some(Builtin::Numeric), [precision, scale]) => {
            (1..=1000).contains(precision) && (0..=*precision).contains(scale)
        }
        (Some(_), numbers) => numbers.iter().all(|number| *number >= 0),
        (None, _) => false,
    }
}

/// A built-in type under its own name.
fn bare(element: &DataType, builtin: Builtin, names: &Names, dialect: Dialect) -> Spelled {
    let word = own_word(builtin);
    let head = word.split('<').next().unwrap_or(&word);
    let known = word.contains('<') || builtin_by_word(&word) == Some(builtin);
    if dialect == Dialect::Prisma || names.declares(head) || !known {
        return unsupported(element);
    }
    let native = (!element.modifiers.is_empty())
        .then(|| format!("@db.Type({})", string(&icms_ddl::type_text(element))));
    Spelled { word, native, kind: Kind::Other }
}

fn own_word(builtin: Builtin) -> String {
    match builtin {
        Builtin::Int4range => "Range<Int>",
        Builtin::Int8range => "Range<BigInt>",
        Builtin::Numrange => "Range<Decimal>",
        Builtin::Tsrange => "Range<DateTime>",
        Builtin::Int4multirange => "Multirange<Int>",
        Builtin::Int8multirange => "Multirange<BigInt>",
        Builtin::Nummultirange => "Multirange<Decimal>",
        Builtin::Tsmultirange => "Multirange<DateTime>",
        Builtin::Tsvector => "TsVector",
        Builtin::Tsquery => "TsQuery",
        Builtin::Macaddr => "MacAddr",
        Builtin::Macaddr8 => "MacAddr8",
        other => return capitalised(other.internal()),
    }
    .to_owned()
}

fn capitalised(internal: &str) -> String {
    let mut chars = internal.chars().filter(|c| *c != '_');
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
