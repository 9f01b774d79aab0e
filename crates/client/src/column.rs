//! Columns as constants, and the conditions that can be asked of them.

use std::marker::PhantomData;

use postgres_types::ToSql;

use crate::{Condition, Order};

/// A column of model `M` that holds values of type `T`.
pub struct Column<M, T> {
    name: &'static str,
    cast: &'static str,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Clone for Column<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<M, T> Copy for Column<M, T> {}

/// Values with an order.
pub trait Comparable {}
/// Values that may be absent.
pub trait Nullable {
    /// The value when it is there.
    type Value;
}
/// Text.
pub trait Textual {}
/// Lists of values.
pub trait List {
    /// One of them.
    type Item;
}

impl<T> Nullable for Option<T> {
    type Value = T;
}
impl<T> List for Vec<T> {
    type Item = T;
}
impl Textual for String {}
impl<T: Textual> Textual for Option<T> {}

macro_rules! comparable {
    ($($t:ty),* $(,)?) => { $(impl Comparable for $t {})* };
}
comparable!(
    i16,
    i32,
    i64,
    f32,
    f64,
    String,
    bool,
    u32,
    chrono::NaiveDate,
    chrono::NaiveDateTime,
    chrono::NaiveTime,
    chrono::DateTime<chrono::Utc>,
    rust_decimal::Decimal,
    uuid::Uuid,
    Vec<u8>,
);
impl<T: Comparable> Comparable for Option<T> {}

impl<M, T> Column<M, T> {
    /// A column by its quoted name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, cast: "", of: PhantomData }
    }

    /// A column whose values travel as text: `cast` is `::text::money`.
    #[must_use]
    pub const fn through_text(name: &'static str, cast: &'static str) -> Self {
        Self { name, cast, of: PhantomData }
    }

    /// Its quoted name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn cast(&self) -> &'static str {
        self.cast
    }

    /// Smallest first.
    #[must_use]
    pub fn asc(self) -> Order<M> {
        Order::new(format!("{} ASC", self.name))
    }

    /// Largest first.
    #[must_use]
    pub fn desc(self) -> Order<M> {
        Order::new(format!("{} DESC", self.name))
    }
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, T> {
    fn compare(self, operator: &str, value: T) -> Condition<M> {
        Condition::compare(self.name, operator, Box::new(value), self.cast)
    }

    /// The column is this value; NULL is never equal to anything.
    #[must_use]
    pub fn eq(self, value: impl Into<T>) -> Condition<M> {
        self.compare("=", value.into())
    }

    /// The column is another value.
    #[must_use]
    pub fn ne(self, value: impl Into<T>) -> Condition<M> {
        self.compare("<>", value.into())
    }
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, T>
where
    Vec<T>: ToSql,
{
    /// The column is one of these values.
    #[must_use]
    pub fn is_in(self, values: impl IntoIterator<Item = T>) -> Condition<M> {
        let values: Vec<T> = values.into_iter().collect();
        Condition::any(self.name, Box::new(values))
    }
}

impl<M, T: Comparable + ToSql + Sync + Send + 'static> Column<M, T> {
    /// Smaller.
    #[must_use]
    pub fn lt(self, value: impl Into<T>) -> Condition<M> {
        self.compare("<", value.into())
    }

    /// Smaller or the same.
    #[must_use]
    pub fn le(self, value: impl Into<T>) -> Condition<M> {
        self.compare("<=", value.into())
    }

    /// Larger.
    #[must_use]
    pub fn gt(self, value: impl Into<T>) -> Condition<M> {
        self.compare(">", value.into())
    }

    /// Larger or the same.
    #[must_use]
    pub fn ge(self, value: impl Into<T>) -> Condition<M> {
        self.compare(">=", value.into())
    }
}

impl<M, T: Textual> Column<M, T> {
    fn like(self, operator: &str, pattern: String) -> Condition<M> {
        Condition::compare(self.name, operator, Box::new(pattern), "")
    }

    /// The text stands somewhere in the column.
    #[must_use]
    pub fn contains(self, text: &str) -> Condition<M> {
        self.like("LIKE", format!("%{}%", escaped(text)))
    }

    /// The same, whatever the case.
    #[must_use]
    pub fn contains_ignoring_case(self, text: &str) -> Condition<M> {
        self.like("ILIKE", format!("%{}%", escaped(text)))
    }

    /// The column begins with the text.
    #[must_use]
    pub fn starts_with(self, text: &str) -> Condition<M> {
        self.like("LIKE", format!("{}%", escaped(text)))
    }

    /// The column ends with the text.
    #[must_use]
    pub fn ends_with(self, text: &str) -> Condition<M> {
        self.like("LIKE", format!("%{}", escaped(text)))
    }
}

impl<M, T: Nullable> Column<M, T> {
    /// There is no value.
    #[must_use]
    pub fn is_null(self) -> Condition<M> {
        Condition::plain(format!("{} IS NULL", self.name))
    }

    /// There is a value.
    #[must_use]
    pub fn is_not_null(self) -> Condition<M> {
        Condition::plain(format!("{} IS NOT NULL", self.name))
    }
}

impl<M, T: List> Column<M, T>
where
    T::Item: ToSql + Sync + Send + 'static,
{
    /// The list holds this value.
    #[must_use]
    pub fn has(self, value: impl Into<T::Item>) -> Condition<M> {
        Condition::element(self.name, Box::new(value.into()))
    }
}

/// A text in which `%`, `_` and `\` of a pattern mean themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
