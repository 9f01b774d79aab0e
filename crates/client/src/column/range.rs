//! Conditions on ranges.

use postgres_types::ToSql;

use crate::condition::Operand;
use crate::types::{Date, Decimal, Range, Timestamp, Timestamptz};
use crate::{Column, Condition, parameter};

/// What a range can be over.
pub trait Bound: ToSql + Sync + Send + 'static {
    /// Its type in SQL, as a cast.
    const CAST: &'static str;
}

macro_rules! bounds {
    ($($name:ty => $cast:literal,)*) => { $(
        impl Bound for $name {
            const CAST: &'static str = $cast;
        }
    )* };
}
bounds! {
    i32 => "::integer",
    i64 => "::bigint",
    Decimal => "::numeric",
    Date => "::date",
    Timestamp => "::timestamp",
    Timestamptz => "::timestamptz",
}

/// Columns of ranges, nullable or not.
pub trait RangeValue {
    /// What the range is over.
    type Bound: Bound;
}
impl<T: Bound> RangeValue for Range<T> {
    type Bound = T;
}
impl<T: Bound> RangeValue for Option<Range<T>> {
    type Bound = T;
}

impl<M, R: RangeValue> Column<M, R> {
    fn range(self, operator: &'static str, other: Range<R::Bound>) -> Condition<M> {
        let after = format!("::{}", self.data_type);
        Condition::compare(Operand::Column(self.name), operator, parameter(other), after)
    }

    /// The value lies in the range.
    pub fn includes(self, value: impl Into<R::Bound>) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), " @> ", parameter(value.into()), R::Bound::CAST)
    }

    /// The other range lies in this one.
    pub fn covers(self, other: Range<R::Bound>) -> Condition<M> {
        self.range(" @> ", other)
    }

    /// The range lies in the other one.
    pub fn within(self, other: Range<R::Bound>) -> Condition<M> {
        self.range(" <@ ", other)
    }

    /// The two have a value in common.
    pub fn overlaps(self, other: Range<R::Bound>) -> Condition<M> {
        self.range(" && ", other)
    }
}
