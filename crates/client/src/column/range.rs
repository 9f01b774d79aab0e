//! Conditions on ranges.

use postgres_types::ToSql;

use crate::condition::Operand;
use crate::types::{Decimal, Inet, Multirange, Range};
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

impl<T: Bound> RangeValue for Multirange<T> {
    type Bound = T;
}
impl<T: Bound> RangeValue for Option<Multirange<T>> {
    type Bound = T;
}

impl<M, R: RangeValue> Column<M, R> {
    fn range(self, operator: &'static str, other: Range<R::Bound>) -> Condition<M> {
        // What a multirange is compared with is a range, too.
        let after = format!("::{}", self.data_type.replace("multirange", "range"));
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

/// Columns of network addresses, nullable or not.
pub trait NetworkValue {}
impl NetworkValue for Inet {}
impl NetworkValue for Option<Inet> {}

impl<M, T: NetworkValue> Column<M, T> {
    fn network(self, operator: &'static str, other: Inet) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), operator, parameter(other), "::inet")
    }

    /// The address lies in this network, or is it.
    pub fn is_in_network(self, network: Inet) -> Condition<M> {
        self.network(" <<= ", network)
    }

    /// The network holds this address, or is it.
    pub fn holds_address(self, address: Inet) -> Condition<M> {
        self.network(" >>= ", address)
    }
}
