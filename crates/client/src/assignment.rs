//! New values that the server computes: `TOKENS.increment(1)`, `LABELS.push("x")`.

use std::borrow::Cow;
use std::marker::PhantomData;

use postgres_types::ToSql;

use crate::statement::{Parameter, Writer, parameter};
use crate::{Column, Given, IntoValue, Optional};

/// One value of a row that is written.
#[derive(Debug)]
pub(crate) struct Assigned {
    pub column: &'static str,
    pub value: NewValue,
}

/// What a column becomes.
#[derive(Debug)]
pub(crate) enum NewValue {
    /// `$1`
    Given(Parameter, Cow<'static, str>),
    /// `column + $1`
    Operator(&'static str, Parameter, Cow<'static, str>),
    /// `array_append(column, $1)`
    Function(&'static str, Parameter, Cow<'static, str>),
    /// `other`
    Column(&'static str),
    /// `column + 1`
    Next,
    /// `NULL`
    Null,
}

impl Assigned {
    pub(crate) fn given<M, T: ToSql + Sync + Send + 'static>(column: Column<M, T>, value: T) -> Self {
        Self { column: column.name(), value: NewValue::Given(parameter(value), column.cast()) }
    }

    /// `column = …`
    pub(crate) fn write(self, out: &mut Writer) {
        out.text(self.column);
        out.text(" = ");
        self.value.write(self.column, out);
    }
}

impl NewValue {
    /// The value itself.
    pub(crate) fn write(self, column: &str, out: &mut Writer) {
        match self {
            Self::Given(value, cast) => out.value(value, &cast),
            Self::Operator(operator, value, cast) => {
                out.column(column);
                out.text(operator);
                out.value(value, &cast);
            }
            Self::Function(function, value, cast) => {
                out.text(function);
                out.column(column);
                out.text(", ");
                out.value(value, &cast);
                out.text(")");
            }
            Self::Column(other) => out.column(other),
            Self::Next => {
                out.column(column);
                out.text(" + 1");
            }
            Self::Null => out.text("NULL"),
        }
    }
}

/// A new value of a column, computed by the server where it says so: for [`crate::UpdateOne::also`].
#[derive(Debug)]
#[must_use = "an assignment does nothing until a plan takes it"]
pub struct Assignment<M> {
    pub(crate) assigned: Assigned,
    of: PhantomData<fn() -> M>,
}

impl<M> Assignment<M> {
    fn new(column: &'static str, value: NewValue) -> Self {
        Self { assigned: Assigned { column, value }, of: PhantomData }
    }
}

/// Numbers, nullable or not.
pub trait Number {
    /// The number when it is there.
    type Value: ToSql + Sync + Send + 'static;
}
macro_rules! numbers {
    ($($t:ty),*) => { $(impl Number for $t { type Value = $t; })* };
}
numbers!(i16, i32, i64, f32, f64, rust_decimal::Decimal);
impl<T: Number> Number for Option<T> {
    type Value = T::Value;
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, T> {
    /// It becomes this value.
    pub fn set<How>(self, value: impl Given<T, How>) -> Assignment<M> {
        Assignment::new(self.name(), NewValue::Given(parameter(value.given()), self.cast()))
    }
}

impl<M, T: Optional> Column<M, T> {
    /// It becomes what another column of the row is.
    pub fn set_to_column<U: Optional<Optional = T::Optional>>(self, other: Column<M, U>) -> Assignment<M> {
        Assignment::new(self.name(), NewValue::Column(other.name()))
    }
}

impl<M, T: Number> Column<M, T> {
    fn computed(self, operator: &'static str, value: T::Value) -> Assignment<M> {
        Assignment::new(self.name(), NewValue::Operator(operator, parameter(value), self.cast()))
    }

    /// It grows by this; NULL stays NULL.
    pub fn increment(self, by: T::Value) -> Assignment<M> {
        self.computed(" + ", by)
    }

    /// It shrinks by this; NULL stays NULL.
    pub fn decrement(self, by: T::Value) -> Assignment<M> {
        self.computed(" - ", by)
    }

    /// It becomes so many times as large; NULL stays NULL.
    pub fn multiply(self, by: T::Value) -> Assignment<M> {
        self.computed(" * ", by)
    }

    /// It is divided by this, whole numbers without a rest; NULL stays NULL.
    pub fn divide(self, by: T::Value) -> Assignment<M> {
        self.computed(" / ", by)
    }
}

impl<M, T: ToSql + Sync + Send + 'static> Column<M, Vec<T>> {
    /// The list gets one more value at its end.
    pub fn push(self, value: impl Into<T>) -> Assignment<M> {
        let value = parameter(value.into());
        Assignment::new(self.name(), NewValue::Function("array_append(", value, self.element_cast()))
    }

    /// The list gets more values at its end.
    pub fn append(self, values: impl IntoIterator<Item: IntoValue<T>>) -> Assignment<M> {
        let values: Vec<T> = values.into_iter().map(IntoValue::into_value).collect();
        Assignment::new(self.name(), NewValue::Operator(" || ", parameter(values), self.cast()))
    }

    /// The list loses every value like this.
    pub fn remove(self, value: impl Into<T>) -> Assignment<M> {
        let value = parameter(value.into());
        Assignment::new(self.name(), NewValue::Function("array_remove(", value, self.element_cast()))
    }
}
