//! Which conversions between types PostgreSQL does by itself, and how to spell the others.

use crate::{Array, Builtin, Category, DataType, TypeName};

/// How values of one type become values of another in `ALTER COLUMN … TYPE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cast {
    /// The same type, or only other modifiers of it.
    Same,
    /// An implicit or assignment cast: no `USING`.
    Assignment,
    /// A cast that must be written: `USING c::t`.
    Explicit,
    /// One value becomes an array of one: `USING ARRAY[c]`.
    IntoArray,
    /// No cast, so through its text: `USING c::text::t`. Fails on rows whose text the new type refuses.
    ThroughText,
}

impl Cast {
    /// Between two types. `Explicit` where nothing is known of them: domains, types of extensions.
    #[must_use]
    pub fn between(from: &DataType, to: &DataType) -> Self {
        if from.unmodified() == to.unmodified() {
            return Self::Same;
        }
        match (from.array, to.array) {
            (Array::No, Array::No) => between_names(&from.name, &to.name),
            (Array::Yes, Array::Yes) => between_elements(&from.name, &to.name),
            (Array::No, Array::Yes) if from.element().unmodified() == to.element().unmodified() => {
                Self::IntoArray
            }
            (Array::Yes, Array::No) if is_string(&to.name) => Self::Assignment,
            (Array::No, Array::Yes) if is_string(&from.name) => Self::Explicit,
            (Array::No, Array::Yes) | (Array::Yes, Array::No) => Self::ThroughText,
        }
    }
}

/// Arrays convert as their elements do; through text the array as a whole does.
fn between_elements(from: &TypeName, to: &TypeName) -> Cast {
    match between_names(from, to) {
        Cast::Explicit if both_named(from, to) => Cast::ThroughText,
        cast => cast,
    }
}

fn between_names(from: &TypeName, to: &TypeName) -> Cast {
    match (from, to) {
        (TypeName::Builtin(from), TypeName::Builtin(to)) => between_builtins(*from, *to),
        (TypeName::Named(_), TypeName::Builtin(_)) if is_string(to) => Cast::Assignment,
        (TypeName::Named(_), TypeName::Named(_)) => Cast::ThroughText,
        (TypeName::Builtin(_), TypeName::Named(_)) if is_string(from) => Cast::Explicit,
        (TypeName::Named(_), TypeName::Builtin(_)) | (TypeName::Builtin(_), TypeName::Named(_)) => {
            Cast::ThroughText
        }
    }
}

const fn both_named(from: &TypeName, to: &TypeName) -> bool {
    matches!((from, to), (TypeName::Named(_), TypeName::Named(_)))
}

fn between_builtins(from: Builtin, to: Builtin) -> Cast {
    let among = |list: &[(Builtin, &[Builtin])]| list.iter().any(|(f, t)| *f == from && t.contains(&to));
    if among(IMPLICIT) || among(ASSIGNMENT) {
        Cast::Assignment
    } else if among(EXPLICIT) {
        Cast::Explicit
    } else if to.category() == Category::String {
        // Any type has an automatic cast to the string types, of the assignment kind …
        Cast::Assignment
    } else if from.category() == Category::String {
        // … and an explicit one from them.
        Cast::Explicit
    } else {
        Cast::ThroughText
    }
}

fn is_string(name: &TypeName) -> bool {
    matches!(name, TypeName::Builtin(builtin) if builtin.category() == Category::String)
}

use Builtin::*;

/// `pg_cast` where `castcontext = 'i'`.
const IMPLICIT: &[(Builtin, &[Builtin])] = &[
    (Bit, &[Varbit]),
    (Bpchar, &[Name, Text, Varchar]),
    (Char, &[Text]),
    (Cidr, &[Inet]),
    (Date, &[Timestamp, Timestamptz]),
    (Float4, &[Float8]),
    (Int2, &[Float4, Float8, Int4, Int8, Numeric, Oid, Regclass, Regnamespace, Regproc, Regrole, Regtype]),
    (Int4, &[Float4, Float8, Int8, Numeric, Oid, Regclass, Regnamespace, Regproc, Regrole, Regtype]),
    (Int8, &[Float4, Float8, Numeric, Oid, Regclass, Regnamespace, Regproc, Regrole, Regtype]),
    (Macaddr, &[Macaddr8]),
    (Macaddr8, &[Macaddr]),
    (Name, &[Text]),
    (Numeric, &[Float4, Float8]),
    (Oid, &[Regclass, Regnamespace, Regproc, Regrole, Regtype]),
    (Regclass, &[Oid]),
    (Regnamespace, &[Oid]),
    (Regproc, &[Oid]),
    (Regrole, &[Oid]),
    (Regtype, &[Oid]),
    (Text, &[Bpchar, Name, Regclass, Varchar]),
    (Time, &[Interval, Timetz]),
    (Timestamp, &[Timestamptz]),
    (Varbit, &[Bit]),
    (Varchar, &[Bpchar, Name, Regclass, Text]),
];

/// `pg_cast` where `castcontext = 'a'`.
const ASSIGNMENT: &[(Builtin, &[Builtin])] = &[
    (Bool, &[Bpchar, Text, Varchar]),
    (Box, &[Polygon]),
    (Bpchar, &[Char]),
    (Char, &[Bpchar, Varchar]),
    (Cidr, &[Bpchar, Text, Varchar]),
    (Float4, &[Int2, Int4, Int8, Numeric]),
    (Float8, &[Float4, Int2, Int4, Int8, Numeric]),
    (Inet, &[Bpchar, Cidr, Text, Varchar]),
    (Int4, &[Int2, Money]),
    (Int8, &[Int2, Int4, Money]),
    (Interval, &[Time]),
    (Json, &[Jsonb]),
    (Jsonb, &[Json]),
    (Money, &[Numeric]),
    (Name, &[Bpchar, Varchar]),
    (Numeric, &[Int2, Int4, Int8, Money]),
    (Oid, &[Int4, Int8]),
    (Path, &[Polygon]),
    (Point, &[Box]),
    (Polygon, &[Path]),
    (Regclass, &[Int4, Int8]),
    (Regnamespace, &[Int4, Int8]),
    (Regproc, &[Int4, Int8]),
    (Regrole, &[Int4, Int8]),
    (Regtype, &[Int4, Int8]),
    (Text, &[Char]),
    (Timestamp, &[Date, Time]),
    (Timestamptz, &[Date, Time, Timestamp, Timetz]),
    (Timetz, &[Time]),
    (Varchar, &[Char]),
    (Xml, &[Bpchar, Text, Varchar]),
];

/// `pg_cast` where `castcontext = 'e'`.
const EXPLICIT: &[(Builtin, &[Builtin])] = &[
    (Bit, &[Int4, Int8]),
    (Bool, &[Int4]),
    (Box, &[Circle, Lseg, Point]),
    (Bpchar, &[Xml]),
    (Char, &[Int4]),
    (Circle, &[Box, Point, Polygon]),
    (Daterange, &[Datemultirange]),
    (Int4, &[Bit, Bool, Char]),
    (Int4range, &[Int4multirange]),
    (Int8, &[Bit]),
    (Int8range, &[Int8multirange]),
    (Jsonb, &[Bool, Float4, Float8, Int2, Int4, Int8, Numeric]),
    (Lseg, &[Point]),
    (Numrange, &[Nummultirange]),
    (Polygon, &[Box, Circle, Point]),
    (Text, &[Xml]),
    (Tsrange, &[Tsmultirange]),
    (Tstzrange, &[Tstzmultirange]),
    (Varchar, &[Xml]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QualifiedName;

    fn data_type(text: &str) -> DataType {
        DataType::parse(text, &|name| QualifiedName::new("public", name.clone())).unwrap()
    }

    #[test]
    fn casts_as_the_server_has_them() {
        for (from, to, cast) in [
            ("varchar(20)", "varchar(10)", Cast::Same),
            ("numeric(10,2)", "numeric", Cast::Same),
            ("integer", "bigint", Cast::Assignment),
            ("bigint", "integer", Cast::Assignment),
            ("varchar(20)", "text", Cast::Assignment),
            ("uuid", "text", Cast::Assignment),
            ("text", "uuid", Cast::Explicit),
            ("text", "integer", Cast::Explicit),
            ("role", "text", Cast::Assignment),
            ("text", "role", Cast::Explicit),
            ("role", "level", Cast::ThroughText),
            ("role[]", "level[]", Cast::ThroughText),
            ("integer", "role", Cast::ThroughText),
            ("date", "integer", Cast::ThroughText),
            ("integer[]", "bigint[]", Cast::Assignment),
            ("text[]", "integer[]", Cast::Explicit),
            ("text", "text[]", Cast::IntoArray),
            ("varchar(3)", "varchar(9)[]", Cast::IntoArray),
            ("text[]", "text", Cast::Assignment),
            ("integer[]", "integer", Cast::ThroughText),
            ("boolean", "integer", Cast::Explicit),
        ] {
            assert_eq!(Cast::between(&data_type(from), &data_type(to)), cast, "{from} to {to}");
        }
    }
}
