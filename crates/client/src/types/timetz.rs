//! `timetz`

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::wire::Reader;
use super::{Buffer, ConversionError, Time};

/// A time of day somewhere: `timetz`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timetz {
    /// The time there.
    pub time: Time,
    /// How many seconds it is ahead of UTC, to the east: `+02:00` is 7,200.
    pub east: i32,
}

impl<'a> FromSql<'a> for Timetz {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let (time, zone) = raw.split_at_checked(8).ok_or("the value is cut off")?;
        let mut zone = Reader::new(zone);
        // The server counts to the west.
        let east = -zone.i32()?;
        zone.end()?;
        Ok(Self { time: Time::from_sql(&Type::TIME, time)?, east })
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::TIMETZ
    }
}

impl ToSql for Timetz {
    fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        let _ = self.time.to_sql(&Type::TIME, out)?;
        out.extend_from_slice(&(-self.east).to_be_bytes());
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::TIMETZ
    }

    to_sql_checked!();
}
