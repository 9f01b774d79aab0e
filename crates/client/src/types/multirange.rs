//! Multiranges: ranges that neither overlap nor touch, in order.

use postgres_types::{FromSql, FromSqlOwned, IsNull, Kind, ToSql, Type, to_sql_checked};

use super::wire::Reader;
use super::{Buffer, ConversionError, Range, wire};
use crate::Misfit;

/// Several ranges of values. The server joins those that overlap or touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Multirange<T>(pub Vec<Range<T>>);

impl<T> Default for Multirange<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<Range<T>> for Multirange<T> {
    fn from_iter<I: IntoIterator<Item = Range<T>>>(ranges: I) -> Self {
        Self(ranges.into_iter().collect())
    }
}

/// What its ranges are over.
fn bound_of(of: &Type) -> Option<&Type> {
    match of.kind() {
        Kind::Multirange(bound) => Some(bound),
        _ => None,
    }
}

impl<'a, T: FromSqlOwned> FromSql<'a> for Multirange<T> {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let of = bound_of(of).ok_or(Misfit("not a multirange"))?;
        let mut raw = Reader::new(raw);
        let count = raw.i32()?;
        let ranges: Result<_, ConversionError> =
            (0..count).map(|_| Range::read(of, raw.sized()?.ok_or(Misfit("a range is NULL"))?)).collect();
        raw.end()?;
        Ok(Self(ranges?))
    }

    fn accepts(of: &Type) -> bool {
        bound_of(of).is_some_and(<T as FromSql>::accepts)
    }
}

impl<T: ToSql> ToSql for Multirange<T> {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        let of = bound_of(of).ok_or(Misfit("not a multirange"))?;
        out.extend_from_slice(&i32::try_from(self.0.len())?.to_be_bytes());
        for range in &self.0 {
            wire::sized(out, |out| range.write(of, out))?;
        }
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        bound_of(of).is_some_and(T::accepts)
    }

    to_sql_checked!();
}
