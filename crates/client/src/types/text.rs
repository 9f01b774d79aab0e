//! Types that travel as text and have operators of their own.

use std::fmt;

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};

/// A document prepared for text search, as PostgreSQL prints it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TsVector(pub String);

impl fmt::Display for TsVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'a> FromSql<'a> for TsVector {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        String::from_sql(of, raw).map(Self)
    }

    fn accepts(of: &Type) -> bool {
        <String as FromSql>::accepts(of)
    }
}

impl ToSql for TsVector {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        self.0.to_sql(of, out)
    }

    fn accepts(of: &Type) -> bool {
        <String as ToSql>::accepts(of)
    }

    to_sql_checked!();
}
