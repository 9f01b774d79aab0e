//! The type that a value is sent as where no server says what it wants.

use postgres_types::{Kind, Type};

use crate::prepare::is_made;

/// Types of every server. A value is sent as the first one that it fits; the server casts it to what it needs.
const BUILT_IN: &[Type] = &[
    Type::BOOL,
    Type::INT2,
    Type::INT4,
    Type::INT8,
    Type::FLOAT4,
    Type::FLOAT8,
    Type::NUMERIC,
    Type::TEXT,
    Type::BYTEA,
    Type::UUID,
    Type::JSONB,
    Type::DATE,
    Type::TIME,
    Type::TIMETZ,
    Type::TIMESTAMP,
    Type::TIMESTAMPTZ,
    Type::INTERVAL,
    Type::INET,
    Type::MACADDR,
    Type::MACADDR8,
    Type::OID,
    Type::CHAR,
    Type::POINT,
    Type::LINE,
    Type::LSEG,
    Type::BOX,
    Type::PATH,
    Type::POLYGON,
    Type::CIRCLE,
    Type::INT4_RANGE,
    Type::INT8_RANGE,
    Type::NUM_RANGE,
    Type::DATE_RANGE,
    Type::TS_RANGE,
    Type::TSTZ_RANGE,
    Type::INT4MULTI_RANGE,
    Type::INT8MULTI_RANGE,
    Type::NUMMULTI_RANGE,
    Type::DATEMULTI_RANGE,
    Type::TSMULTI_RANGE,
    Type::TSTZMULTI_RANGE,
    Type::BOOL_ARRAY,
    Type::INT2_ARRAY,
    Type::INT4_ARRAY,
    Type::INT8_ARRAY,
    Type::FLOAT4_ARRAY,
    Type::FLOAT8_ARRAY,
    Type::NUMERIC_ARRAY,
    Type::TEXT_ARRAY,
    Type::BYTEA_ARRAY,
    Type::UUID_ARRAY,
    Type::JSONB_ARRAY,
    Type::DATE_ARRAY,
    Type::TIME_ARRAY,
    Type::TIMETZ_ARRAY,
    Type::TIMESTAMP_ARRAY,
    Type::TIMESTAMPTZ_ARRAY,
    Type::INTERVAL_ARRAY,
    Type::INET_ARRAY,
    Type::MACADDR_ARRAY,
    Type::MACADDR8_ARRAY,
    Type::OID_ARRAY,
    Type::CHAR_ARRAY,
    Type::POINT_ARRAY,
    Type::LINE_ARRAY,
    Type::LSEG_ARRAY,
    Type::BOX_ARRAY,
    Type::PATH_ARRAY,
    Type::POLYGON_ARRAY,
    Type::CIRCLE_ARRAY,
    Type::INT4_RANGE_ARRAY,
    Type::INT8_RANGE_ARRAY,
    Type::NUM_RANGE_ARRAY,
    Type::DATE_RANGE_ARRAY,
    Type::TS_RANGE_ARRAY,
    Type::TSTZ_RANGE_ARRAY,
    Type::INT4MULTI_RANGE_ARRAY,
    Type::INT8MULTI_RANGE_ARRAY,
    Type::NUMMULTI_RANGE_ARRAY,
    Type::DATEMULTI_RANGE_ARRAY,
    Type::TSMULTI_RANGE_ARRAY,
    Type::TSTZMULTI_RANGE_ARRAY,
];

/// The type that values are sent as which fit the types that `accepts` says. `known` are types of this database.
///
/// Types that were made in it go first, since an array of a domain is compared with no other array; those of extensions
/// last, since text fits `citext` too, and of these `halfvec` after `vector`, which keeps what it would lose.
pub(crate) fn sent_as(accepts: fn(&Type) -> bool, known: &[Type]) -> Type {
    let made = known.iter().filter(|of| is_made(of));
    let exact = known.iter().filter(|of| !is_half(of));
    let mut ordered = made.chain(BUILT_IN).chain(exact).chain(known);
    ordered.find(|of| accepts(of)).cloned().unwrap_or(Type::UNKNOWN)
}

/// Whether numbers lose half of their precision in it.
fn is_half(of: &Type) -> bool {
    match of.kind() {
        Kind::Array(element) => is_half(element),
        _ => of.name() == "halfvec",
    }
}

#[cfg(test)]
mod tests {
    use postgres_types::ToSql;

    use super::*;
    use crate::types::Vector;

    #[test]
    fn vectors_are_sent_with_all_their_precision() {
        let known = ["halfvec", "vector"].map(|name| {
            let of = |name: &str, kind| Type::new(name.to_owned(), 70_000, kind, "public".to_owned());
            let element = of(name, Kind::Simple);
            [element.clone(), of(&format!("_{name}"), Kind::Array(element))]
        });
        let known = known.concat();
        assert_eq!(sent_as(<Vector as ToSql>::accepts, &known).name(), "vector");
        assert_eq!(sent_as(<Vec<Vector> as ToSql>::accepts, &known).name(), "_vector");
        assert_eq!(sent_as(<Vector as ToSql>::accepts, &known[..2]).name(), "halfvec");
    }
}
