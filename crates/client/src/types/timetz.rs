//! `timetz`

use postgres_types::{FromSql, FromSqlOwned, IsNull, ToSql, Type, to_sql_checked};

use super::wire::Reader;
use super::{Buffer, ConversionError};
use crate::Misfit;

/// A time of day somewhere: `timetz`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timetz<T> {
    /// The time there, in the words of one of the crates for them.
    pub time: T,
    /// How many seconds it is ahead of UTC, to the east: `+02:00` is 7,200.
    pub east: i32,
}

/// A day that is over: `24:00:00`.
const MICROSECONDS_OF_A_DAY: i64 = 86_400_000_000;

impl<'a, T: FromSqlOwned> FromSql<'a> for Timetz<T> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let (time, zone) = raw.split_at_checked(8).ok_or(Misfit("the value is cut off"))?;
        let mut zone = Reader::new(zone);
        // The server counts to the west.
        let east = -zone.i32()?;
        zone.end()?;
        // Some crates would take it for midnight.
        if Reader::new(time).i64()? == MICROSECONDS_OF_A_DAY {
            return Err(Misfit("24:00:00 is no time of day here").into());
        }
        Ok(Self { time: T::from_sql(&Type::TIME, time)?, east })
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::TIMETZ
    }
}

impl<T: ToSql> ToSql for Timetz<T> {
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
