//! Ranges.

use postgres_protocol::types::{self as wire, RangeBound};
use postgres_types::{FromSql, FromSqlOwned, IsNull, Kind, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};
use crate::Misfit;

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge<T> {
    /// It ends with this value.
    Included(T),
    /// It ends before this value.
    Excluded(T),
    /// It does not end.
    Open,
}

/// A range of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Range<T> {
    /// No value.
    Empty,
    /// From an edge to an edge.
    Between(Edge<T>, Edge<T>),
}

impl<T> From<std::ops::Range<T>> for Range<T> {
    fn from(range: std::ops::Range<T>) -> Self {
        Self::Between(Edge::Included(range.start), Edge::Excluded(range.end))
    }
}

impl<T> From<std::ops::RangeFrom<T>> for Range<T> {
    fn from(range: std::ops::RangeFrom<T>) -> Self {
        Self::Between(Edge::Included(range.start), Edge::Open)
    }
}

fn bound_of(of: &Type) -> Option<&Type> {
    match of.kind() {
        Kind::Range(of) => Some(of),
        _ => None,
    }
}

fn read<T: FromSqlOwned>(of: &Type, edge: RangeBound<Option<&[u8]>>) -> Result<Edge<T>, ConversionError> {
    let value = |raw: Option<&[u8]>| T::from_sql_nullable(of, raw);
    Ok(match edge {
        RangeBound::Inclusive(raw) => Edge::Included(value(raw)?),
        RangeBound::Exclusive(raw) => Edge::Excluded(value(raw)?),
        RangeBound::Unbounded => Edge::Open,
    })
}

impl<T: FromSqlOwned> Range<T> {
    /// A range over values of this type.
    pub(super) fn read(of: &Type, raw: &[u8]) -> Result<Self, ConversionError> {
        Ok(match wire::range_from_sql(raw)? {
            wire::Range::Empty => Self::Empty,
            wire::Range::Nonempty(lower, upper) => Self::Between(read(of, lower)?, read(of, upper)?),
        })
    }
}

impl<T: ToSql> Range<T> {
    /// A range over values of this type.
    pub(super) fn write(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        match self {
            Self::Empty => wire::empty_range_to_sql(out),
            Self::Between(lower, upper) => {
                wire::range_to_sql(|out| write(lower, of, out), |out| write(upper, of, out), out)?;
            }
        }
        Ok(IsNull::No)
    }
}

impl<'a, T: FromSqlOwned> FromSql<'a> for Range<T> {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        Self::read(bound_of(of).ok_or(Misfit("not a range"))?, raw)
    }

    fn accepts(of: &Type) -> bool {
        bound_of(of).is_some_and(<T as FromSql>::accepts)
    }
}

fn write<T: ToSql>(
    edge: &Edge<T>,
    of: &Type,
    out: &mut Buffer,
) -> Result<RangeBound<postgres_protocol::IsNull>, ConversionError> {
    let mut value = |value: &T| -> Result<postgres_protocol::IsNull, ConversionError> {
        Ok(match value.to_sql(of, out)? {
            IsNull::Yes => postgres_protocol::IsNull::Yes,
            IsNull::No => postgres_protocol::IsNull::No,
        })
    };
    Ok(match edge {
        Edge::Included(at) => RangeBound::Inclusive(value(at)?),
        Edge::Excluded(at) => RangeBound::Exclusive(value(at)?),
        Edge::Open => RangeBound::Unbounded,
    })
}

impl<T: ToSql> ToSql for Range<T> {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        self.write(bound_of(of).ok_or(Misfit("not a range"))?, out)
    }

    fn accepts(of: &Type) -> bool {
        bound_of(of).is_some_and(T::accepts)
    }

    to_sql_checked!();
}
