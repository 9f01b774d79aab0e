//! `interval`.

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};

/// A span of time as PostgreSQL keeps it: months and days have no fixed length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Interval {
    /// Months; a year is twelve.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Microseconds.
    pub microseconds: i64,
}

impl Interval {
    /// This many days.
    #[must_use]
    pub const fn days(days: i32) -> Self {
        Self { months: 0, days, microseconds: 0 }
    }

    /// This many months.
    #[must_use]
    pub const fn months(months: i32) -> Self {
        Self { months, days: 0, microseconds: 0 }
    }

    /// This many seconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self { months: 0, days: 0, microseconds: seconds * 1_000_000 }
    }
}

impl<'a> FromSql<'a> for Interval {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let raw: &[u8; 16] = raw.try_into()?;
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *raw;
        Ok(Self {
            microseconds: i64::from_be_bytes([a, b, c, d, e, f, g, h]),
            days: i32::from_be_bytes([i, j, k, l]),
            months: i32::from_be_bytes([m, n, o, p]),
        })
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::INTERVAL
    }
}

impl ToSql for Interval {
    fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        out.extend_from_slice(&self.microseconds.to_be_bytes());
        out.extend_from_slice(&self.days.to_be_bytes());
        out.extend_from_slice(&self.months.to_be_bytes());
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::INTERVAL
    }

    to_sql_checked!();
}
