//! Columns as constants, and the conditions that can be asked of them.

mod json;
mod list;
pub(crate) mod range;
mod text;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use postgres_types::ToSql;

pub use json::JsonPath;
pub use text::Rank;

use crate::condition::{Node, Operand};
use crate::order::{ColumnOrder, Direction};
use crate::{Condition, Given, IntoValue, Optional, parameter};

/// A column of model `M` that holds values of type `T`.
pub struct Column<M, T> {
    name: &'static str,
    data_type: &'static str,
    codec: Codec,
    of: PhantomData<fn() -> (M, T)>,
}

/// How values travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    /// As the column's own type.
    Native,
    /// As this type, which the server casts: text, most often.
    Through(&'static str),
    /// As the type below a domain, which the server casts.
    Base,
}

impl<M, T> Clone for Column<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<M, T> Copy for Column<M, T> {}

impl<M, T> fmt::Debug for Column<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.data_type)
    }
}

/// Values with an order.
pub trait Comparable {
    /// Whether there can be no value.
    const CAN_BE_ABSENT: bool = false;

    /// Whether there is no value.
    fn is_absent(&self) -> bool {
        false
    }
}
/// Values that may be absent.
pub trait Nullable {
    /// The value when it is there.
    type Value;
}
/// Text.
pub trait Textual {}

impl<T> Nullable for Option<T> {
    type Value = T;
}
impl Textual for String {}
impl<T: Textual> Textual for Option<T> {}

macro_rules! comparable {
    ($($t:ty),* $(,)?) => { $(impl Comparable for $t {})* };
}
comparable!(i16, i32, i64, f32, f64, String, bool, u32, Vec<u8>, rust_decimal::Decimal, uuid::Uuid);
comparable!(crate::types::Inet, crate::types::MacAddr, crate::types::MacAddr8, crate::types::Interval);
comparable!(i8);
impl<T> Comparable for crate::types::Timetz<T> {}
impl<T: Comparable> Comparable for Option<T> {
    const CAN_BE_ABSENT: bool = true;

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<M, T> Column<M, T> {
    const fn of(name: &'static str, data_type: &'static str, codec: Codec) -> Self {
        Self { name, data_type, codec, of: PhantomData }
    }

    /// A column by its quoted name, and its type without modifiers.
    #[must_use]
    pub const fn new(name: &'static str, data_type: &'static str) -> Self {
        Self::of(name, data_type, Codec::Native)
    }

    /// A column whose values travel as text.
    #[must_use]
    pub const fn through_text(name: &'static str, data_type: &'static str) -> Self {
        Self::of(name, data_type, Codec::Through("text"))
    }

    /// A column whose values travel as another type.
    #[must_use]
    pub const fn through(name: &'static str, data_type: &'static str, via: &'static str) -> Self {
        Self::of(name, data_type, Codec::Through(via))
    }

    /// A column of a domain, whose values travel as the type below.
    #[must_use]
    pub const fn through_base(name: &'static str, data_type: &'static str) -> Self {
        Self::of(name, data_type, Codec::Base)
    }

    /// Its quoted name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn is_array(&self) -> bool {
        self.data_type.ends_with("[]")
    }

    /// What follows a placeholder of one value.
    pub(crate) fn cast(&self) -> Cow<'static, str> {
        match self.codec {
            Codec::Native => Cow::Borrowed(""),
            Codec::Through(via) if self.is_array() => Cow::Owned(format!("::{via}[]::{}", self.data_type)),
            Codec::Through(via) => Cow::Owned(format!("::{via}::{}", self.data_type)),
            Codec::Base => Cow::Owned(format!("::{}", self.data_type)),
        }
    }

    /// What follows a placeholder of one value for each row.
    pub(crate) fn array_cast(&self) -> String {
        match self.codec {
            Codec::Native | Codec::Base => format!("::{}[]", self.data_type),
            Codec::Through(via) => format!("::{via}[]::{}[]", self.data_type),
        }
    }

    /// How it is asked for: types that the driver does not know come as text.
    pub(crate) fn selected(&self) -> Operand {
        match (self.codec, self.is_array()) {
            (Codec::Native | Codec::Base, _) => Operand::Column(self.name),
            (Codec::Through(via), list) => Operand::Cast { column: self.name, via, list },
        }
    }

    /// How it is compared: the server has no operators for a domain over an enum.
    pub(crate) fn compared(&self) -> Operand {
        match self.codec {
            Codec::Native | Codec::Through(_) => Operand::Column(self.name),
            Codec::Base => Operand::Cast { column: self.name, via: self.data_type, list: false },
        }
    }

    /// The type below a domain, as which it is compared.
    pub(crate) const fn base(&self) -> Option<&'static str> {
        match self.codec {
            Codec::Native | Codec::Through(_) => None,
            Codec::Base => Some(self.data_type),
        }
    }

    /// Smallest first.
    pub const fn asc(self) -> ColumnOrder<M, T> {
        ColumnOrder::new(self, Direction::Ascending)
    }

    /// Largest first.
    pub const fn desc(self) -> ColumnOrder<M, T> {
        ColumnOrder::new(self, Direction::Descending)
    }

    /// The same column, whatever the row and the value.
    pub(crate) const fn erased(self) -> Column<(), ()> {
        Column::of(self.name, self.data_type, self.codec)
    }

    /// The same column of a value that must be there.
    pub(crate) const fn retyped<U>(self) -> Column<M, U> {
        Column::of(self.name, self.data_type, self.codec)
    }
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, T> {
    fn compare(self, operator: &'static str, value: T) -> Condition<M> {
        Condition::compare(self.compared(), operator, parameter(value), self.cast())
    }

    /// The column is this value; NULL is never equal to anything.
    pub fn eq<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" = ", value.given())
    }

    /// The column is another value.
    pub fn ne<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" <> ", value.given())
    }

    /// The column is another value, or one of the two is NULL.
    pub fn is_distinct_from<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" IS DISTINCT FROM ", value.given())
    }
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, T> {
    /// The column is one of these values.
    pub fn is_in(self, values: impl IntoIterator<Item: IntoValue<T>>) -> Condition<M> {
        self.among(" = ANY(", values)
    }

    /// The column is none of these values.
    pub fn not_in(self, values: impl IntoIterator<Item: IntoValue<T>>) -> Condition<M> {
        self.among(" <> ALL(", values)
    }

    fn among(self, operator: &'static str, values: impl IntoIterator<Item: IntoValue<T>>) -> Condition<M> {
        let values: Vec<T> = values.into_iter().map(IntoValue::into_value).collect();
        let after = match self.codec {
            Codec::Native => Cow::Borrowed(")"),
            Codec::Through(_) | Codec::Base => Cow::Owned(format!("{})", self.array_cast())),
        };
        Condition::compare(self.compared(), operator, parameter(values), after)
    }
}

impl<M, T: Comparable + ToSql + Sync + Send + 'static> Column<M, T> {
    /// Smaller.
    pub fn lt<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" < ", value.given())
    }

    /// Smaller or the same.
    pub fn le<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" <= ", value.given())
    }

    /// Larger.
    pub fn gt<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" > ", value.given())
    }

    /// Larger or the same.
    pub fn ge<How>(self, value: impl Given<T, How>) -> Condition<M> {
        self.compare(" >= ", value.given())
    }

    /// From the first to the second value, both included.
    pub fn between<From, To>(self, from: impl Given<T, From>, to: impl Given<T, To>) -> Condition<M> {
        self.ge(from).and(self.le(to))
    }
}

impl<M, T: Nullable> Column<M, T> {
    /// There is no value.
    pub fn is_null(self) -> Condition<M> {
        Condition::test(Operand::Column(self.name), " IS NULL")
    }

    /// There is a value.
    pub fn is_not_null(self) -> Condition<M> {
        Condition::test(Operand::Column(self.name), " IS NOT NULL")
    }
}

impl<M, T: Nullable> Column<M, T>
where
    T::Value: ToSql + Sync + Send + 'static,
{
    /// The same column for comparisons with values that are there: `PARENT.value().is_in(ids)`.
    #[must_use]
    pub const fn value(self) -> Column<M, T::Value> {
        self.retyped()
    }
}

impl<M, T> Column<M, T> {
    /// What follows a placeholder of one value of a list.
    pub(crate) fn element_cast(&self) -> Cow<'static, str> {
        let element = self.data_type.strip_suffix("[]").unwrap_or(self.data_type);
        match self.codec {
            Codec::Native => Cow::Borrowed(""),
            Codec::Through(via) => Cow::Owned(format!("::{via}::{element}")),
            Codec::Base => Cow::Owned(format!("::{element}")),
        }
    }

    fn element(self, value: crate::Parameter) -> Condition<M> {
        Condition::new(Node::Element { column: self.name, value, cast: self.element_cast() })
    }
}

impl<M, T: Optional> Column<M, T> {
    fn compare_columns<U>(self, operator: &'static str, other: Column<M, U>) -> Condition<M> {
        let (left, right) = (self.compared(), other.compared());
        Condition::new(Node::Both { left, operator, right })
    }

    /// The two columns of a row have the same value.
    pub fn eq_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" = ", other)
    }

    /// The two columns of a row have different values.
    pub fn ne_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" <> ", other)
    }
}

impl<M, T: Optional + Comparable> Column<M, T> {
    /// Smaller than the other column of the row.
    pub fn lt_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" < ", other)
    }

    /// Smaller than the other column of the row, or the same.
    pub fn le_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" <= ", other)
    }

    /// Larger than the other column of the row.
    pub fn gt_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" > ", other)
    }

    /// Larger than the other column of the row, or the same.
    pub fn ge_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Condition<M> {
        self.compare_columns(" >= ", other)
    }
}
