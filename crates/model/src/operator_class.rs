//! Which operator class a key of an index gets when it does not say.

use crate::{Array, Builtin, Category, DataType, TypeName};

/// The default operator class of a type for an access method, of PostgreSQL itself and of the best-known extensions;
/// none when the type has none of its own (`varchar` takes that of `text`).
#[must_use]
pub fn default_operator_class(method: &str, data_type: &DataType) -> Option<&'static str> {
    match (&data_type.name, data_type.array) {
        (_, Array::Yes) => matches!(method, "btree" | "hash" | "gin").then_some("array_ops"),
        (TypeName::Builtin(builtin), Array::No) => of_builtin(method, *builtin),
        (TypeName::Named(name), Array::No) => of_extension(method, name.name.as_str()),
    }
}

/// Whether a class is the default of any type for an access method: what an expression, whose type nobody knows, may
/// get without saying so.
#[must_use]
pub fn is_default_operator_class(method: &str, class: &str) -> bool {
    let builtin = Builtin::ALL.iter().any(|builtin| of_builtin(method, *builtin) == Some(class));
    let extension = EXTENSIONS.iter().any(|(_, m, c)| *m == method && *c == class);
    let shared = match method {
        "btree" | "hash" => {
            matches!(class, "array_ops" | "enum_ops" | "record_ops" | "range_ops" | "multirange_ops")
        }
        "gin" => class == "array_ops",
        "gist" => matches!(class, "range_ops" | "multirange_ops"),
        "spgist" => class == "range_ops",
        _ => false,
    };
    builtin || extension || shared
}

fn of_builtin(method: &str, builtin: Builtin) -> Option<&'static str> {
    match method {
        "btree" => ordered(builtin),
        "hash" => {
            ordered(builtin).filter(|class| !matches!(*class, "money_ops" | "tsvector_ops" | "tsquery_ops"))
        }
        "gin" => match builtin {
            Builtin::Jsonb => Some("jsonb_ops"),
            Builtin::Tsvector => Some("tsvector_ops"),
            _ => None,
        },
        "gist" => gist(builtin),
        "spgist" => spgist(builtin),
        "brin" => brin(builtin),
        _ => None,
    }
}

fn ordered(builtin: Builtin) -> Option<&'static str> {
    Some(match builtin {
        Builtin::Bool => "bool_ops",
        Builtin::Int2 => "int2_ops",
        Builtin::Int4 => "int4_ops",
        Builtin::Int8 => "int8_ops",
        Builtin::Float4 => "float4_ops",
        Builtin::Float8 => "float8_ops",
        Builtin::Numeric => "numeric_ops",
        Builtin::Money => "money_ops",
        Builtin::Oid => "oid_ops",
        Builtin::Text => "text_ops",
        Builtin::Bpchar => "bpchar_ops",
        Builtin::Char => "char_ops",
        Builtin::Name => "name_ops",
        Builtin::Bytea => "bytea_ops",
        Builtin::Bit => "bit_ops",
        Builtin::Varbit => "varbit_ops",
        Builtin::Date => "date_ops",
        Builtin::Time => "time_ops",
        Builtin::Timetz => "timetz_ops",
        Builtin::Timestamp => "timestamp_ops",
        Builtin::Timestamptz => "timestamptz_ops",
        Builtin::Interval => "interval_ops",
        Builtin::Uuid => "uuid_ops",
        Builtin::Jsonb => "jsonb_ops",
        Builtin::Inet => "inet_ops",
        Builtin::Macaddr => "macaddr_ops",
        Builtin::Macaddr8 => "macaddr8_ops",
        Builtin::Tsvector => "tsvector_ops",
        Builtin::Tsquery => "tsquery_ops",
        Builtin::PgLsn => "pg_lsn_ops",
        other => return range(other),
    })
}

fn range(builtin: Builtin) -> Option<&'static str> {
    let multi = builtin.internal().ends_with("multirange");
    match builtin.category() {
        Category::Range if multi => Some("multirange_ops"),
        Category::Range => Some("range_ops"),
        _ => None,
    }
}

fn gist(builtin: Builtin) -> Option<&'static str> {
    match builtin {
        Builtin::Box => Some("box_ops"),
        Builtin::Point => Some("point_ops"),
        Builtin::Polygon => Some("poly_ops"),
        Builtin::Circle => Some("circle_ops"),
        Builtin::Tsvector => Some("tsvector_ops"),
        Builtin::Tsquery => Some("tsquery_ops"),
        other => range(other),
    }
}

fn spgist(builtin: Builtin) -> Option<&'static str> {
    match builtin {
        Builtin::Point => Some("quad_point_ops"),
        Builtin::Text => Some("text_ops"),
        Builtin::Inet => Some("inet_ops"),
        Builtin::Box => Some("box_ops"),
        Builtin::Polygon => Some("poly_ops"),
        other => range(other).filter(|class| *class == "range_ops"),
    }
}

fn brin(builtin: Builtin) -> Option<&'static str> {
    Some(match builtin {
        Builtin::Int2 => "int2_minmax_ops",
        Builtin::Int4 => "int4_minmax_ops",
        Builtin::Int8 => "int8_minmax_ops",
        Builtin::Float4 => "float4_minmax_ops",
        Builtin::Float8 => "float8_minmax_ops",
        Builtin::Numeric => "numeric_minmax_ops",
        Builtin::Oid => "oid_minmax_ops",
        Builtin::Text => "text_minmax_ops",
        Builtin::Bpchar => "bpchar_minmax_ops",
        Builtin::Char => "char_minmax_ops",
        Builtin::Name => "name_minmax_ops",
        Builtin::Bytea => "bytea_minmax_ops",
        Builtin::Bit => "bit_minmax_ops",
        Builtin::Varbit => "varbit_minmax_ops",
        Builtin::Date => "date_minmax_ops",
        Builtin::Time => "time_minmax_ops",
        Builtin::Timetz => "timetz_minmax_ops",
        Builtin::Timestamp => "timestamp_minmax_ops",
        Builtin::Timestamptz => "timestamptz_minmax_ops",
        Builtin::Interval => "interval_minmax_ops",
        Builtin::Uuid => "uuid_minmax_ops",
        Builtin::Inet => "inet_inclusion_ops",
        Builtin::Macaddr => "macaddr_minmax_ops",
        Builtin::Macaddr8 => "macaddr8_minmax_ops",
        Builtin::PgLsn => "pg_lsn_minmax_ops",
        Builtin::Box => "box_inclusion_ops",
        other => return range(other).filter(|class| *class == "range_ops").map(|_| "range_inclusion_ops"),
    })
}

/// Type, access method, class.
const EXTENSIONS: &[(&str, &str, &str)] = &[
    ("citext", "btree", "citext_ops"),
    ("citext", "hash", "citext_ops"),
    ("cube", "btree", "cube_ops"),
    ("cube", "gist", "gist_cube_ops"),
    ("geography", "btree", "btree_geography_ops"),
    ("geography", "gist", "gist_geography_ops"),
    ("geography", "spgist", "spgist_geography_ops_nd"),
    ("geometry", "btree", "btree_geometry_ops"),
    ("geometry", "hash", "hash_geometry_ops"),
    ("geometry", "gist", "gist_geometry_ops_2d"),
    ("geometry", "spgist", "spgist_geometry_ops_2d"),
    ("hstore", "btree", "btree_hstore_ops"),
    ("hstore", "hash", "hash_hstore_ops"),
    ("hstore", "gin", "gin_hstore_ops"),
    ("hstore", "gist", "gist_hstore_ops"),
    ("ltree", "btree", "ltree_ops"),
    ("ltree", "gist", "gist_ltree_ops"),
    ("vector", "btree", "vector_ops"),
    ("vector", "ivfflat", "vector_l2_ops"),
];

fn of_extension(method: &str, data_type: &str) -> Option<&'static str> {
    EXTENSIONS.iter().find(|(ty, m, _)| *ty == data_type && *m == method).map(|(_, _, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults() {
        let of = |method, builtin| default_operator_class(method, &DataType::builtin(builtin));
        assert_eq!(of("btree", Builtin::Text), Some("text_ops"));
        assert_eq!(of("btree", Builtin::Varchar), None);
        assert_eq!(of("gin", Builtin::Jsonb), Some("jsonb_ops"));
        assert_eq!(of("gist", Builtin::Tstzrange), Some("range_ops"));
        assert!(is_default_operator_class("gin", "array_ops"));
        assert!(!is_default_operator_class("gin", "gin_trgm_ops"));
    }
}
