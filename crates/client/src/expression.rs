//! What a `SELECT` can ask for: columns, aggregates, and tuples of them.

use std::marker::PhantomData;

use postgres_types::FromSqlOwned;
use tokio_postgres::Row;

use crate::condition::Operand;
use crate::statement::Writer;
use crate::{Column, Result, types};

/// Something of model `M` that has a value in each row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value in a row of `{M}`",
    label = "not something of `{M}`",
    note = "columns of the model, aggregates, `relation.column(…)`, `relation.aggregate(…)`, and tuples of at most eight have one"
)]
pub trait Expression<M> {
    /// The value.
    type Output: Send + 'static;

    /// How many columns it takes.
    const WIDTH: usize = 1;

    /// Writes it.
    #[doc(hidden)]
    fn write_to(self, out: &mut Selection);

    /// Reads it from the columns that begin at `at`.
    ///
    /// # Errors
    /// A value that does not fit.
    fn read(row: &Row, at: usize) -> Result<Self::Output>;
}

/// The list behind `SELECT`, being written.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Selection {
    pub(crate) operands: Vec<Operand>,
}

impl<M, T: FromSqlOwned + Send + 'static> Expression<M> for Column<M, T> {
    type Output = T;

    fn write_to(self, out: &mut Selection) {
        out.operands.push(self.selected());
    }

    fn read(row: &Row, at: usize) -> Result<T> {
        Ok(row.try_get(at)?)
    }
}

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<Model, $($name: Expression<Model>),*> Expression<Model> for ($($name,)*) {
            type Output = ($($name::Output,)*);
            const WIDTH: usize = 0 $(+ $name::WIDTH)*;

            fn write_to(self, out: &mut Selection) {
                $(self.$at.write_to(out);)*
            }

            #[allow(unused_assignments)]
            fn read(row: &Row, at: usize) -> Result<Self::Output> {
                let mut next = at;
                Ok(($({
                    let value = $name::read(row, next)?;
                    next += $name::WIDTH;
                    value
                },)*))
            }
        }
    };
}
tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// A value made of many rows.
#[derive(Debug, Clone, Copy)]
pub struct Aggregate<M, T> {
    before: &'static str,
    column: Option<&'static str>,
    base: Option<&'static str>,
    after: &'static str,
    of: PhantomData<fn() -> (M, T)>,
}

/// How many rows there are.
#[must_use]
pub const fn count<M>() -> Aggregate<M, i64> {
    Aggregate { before: "count(*)", column: None, base: None, after: "", of: PhantomData }
}

/// Values that can be added up.
pub trait Summable {
    /// The type of the sum.
    type Sum;
    /// The type of the mean.
    type Mean;
    /// `)::bigint`
    const SUM: &'static str;
    /// `)::double precision`
    const MEAN: &'static str;
}

macro_rules! summable {
    ($($t:ty: $sum:ty, $mean:ty, $sum_cast:literal, $mean_cast:literal;)*) => { $(
        impl Summable for $t {
            type Sum = $sum;
            type Mean = $mean;
            const SUM: &'static str = $sum_cast;
            const MEAN: &'static str = $mean_cast;
        }
    )* };
}
summable! {
    i16: i64, f64, ")::bigint", ")::double precision";
    i32: i64, f64, ")::bigint", ")::double precision";
    i64: rust_decimal::Decimal, f64, ")::numeric", ")::double precision";
    f32: f32, f64, ")::real", ")::double precision";
    f64: f64, f64, ")::double precision", ")::double precision";
    rust_decimal::Decimal: rust_decimal::Decimal, rust_decimal::Decimal, ")::numeric", ")::numeric";
}
impl<T: Summable> Summable for Option<T> {
    type Sum = T::Sum;
    type Mean = T::Mean;
    const SUM: &'static str = T::SUM;
    const MEAN: &'static str = T::MEAN;
}

impl<M, T> Column<M, T> {
    const fn aggregate<U>(self, before: &'static str, after: &'static str) -> Aggregate<M, U> {
        Aggregate { before, column: Some(self.name()), base: self.base(), after, of: PhantomData }
    }

    /// How many rows have a value here.
    #[must_use]
    pub const fn count(self) -> Aggregate<M, i64> {
        self.aggregate("count(", ")")
    }

    /// The value as the server prints it: for what a Rust type cannot hold, such as `infinity` or a number of 40 digits.
    #[must_use]
    pub const fn as_text(self) -> Aggregate<M, Option<String>> {
        self.aggregate("", "::text")
    }

    /// How many different values there are.
    #[must_use]
    pub const fn count_distinct(self) -> Aggregate<M, i64> {
        self.aggregate("count(DISTINCT ", ")")
    }
}

impl<M, T: Summable> Column<M, T> {
    /// The sum; none without rows.
    #[must_use]
    pub const fn sum(self) -> Aggregate<M, Option<T::Sum>> {
        self.aggregate("sum(", T::SUM)
    }

    /// The mean; none without rows.
    #[must_use]
    pub const fn avg(self) -> Aggregate<M, Option<T::Mean>> {
        self.aggregate("avg(", T::MEAN)
    }
}

impl<M, T: Extreme + Optional> Column<M, T> {
    /// The smallest value; none without rows.
    #[must_use]
    pub const fn min(self) -> Aggregate<M, T::Optional> {
        self.aggregate("min(", ")")
    }

    /// The largest value; none without rows.
    #[must_use]
    pub const fn max(self) -> Aggregate<M, T::Optional> {
        self.aggregate("max(", ")")
    }
}

/// Values of which the server finds the smallest and the largest.
pub trait Extreme {}
macro_rules! extremes {
    ($($t:ty),* $(,)?) => { $(impl Extreme for $t {})* };
}
extremes!(i16, i32, i64, u32, f32, f64, String, rust_decimal::Decimal, types::Inet, types::Interval);
impl<T> Extreme for types::Timetz<T> {}
impl<T: Extreme> Extreme for Option<T> {}

/// A value that is there.
pub trait Present {}

/// `Option<T>` of `T`, and of itself.
pub trait Optional {
    /// The type with absence.
    type Optional;
}
impl<T: Present> Optional for T {
    type Optional = Option<T>;
}
impl<T: Present> Optional for Option<T> {
    type Optional = Self;
}
macro_rules! present {
    ($($t:ty),* $(,)?) => { $(impl Present for $t {})* };
}
present!(i8, i16, i32, i64, u32, f32, f64, bool, String, Vec<u8>, rust_decimal::Decimal, uuid::Uuid);
present!(types::Interval);
impl<T> Present for types::Timetz<T> {}
present!(
    types::Inet,
    types::MacAddr,
    types::MacAddr8,
    types::Json,
    types::TsVector,
    types::Hstore,
    types::Vector
);
present!(
    types::Point,
    types::Line,
    types::Segment,
    types::Rectangle,
    types::Path,
    types::Polygon,
    types::Circle
);

impl<M, T> Aggregate<M, T> {
    pub(crate) const fn operand(self) -> Operand {
        let Self { before, column, base, after, .. } = self;
        match (column, base) {
            (Some(column), Some(base)) => Operand::WrappedBelow { before, column, base, after },
            (column, _) => Operand::Wrapped { before, column, after },
        }
    }
}

/// The list of what was asked for.
pub(crate) fn write_list<M, E: Expression<M>>(expression: E, out: &mut Writer) {
    let mut selection = Selection::default();
    expression.write_to(&mut selection);
    out.joined(selection.operands, ", ", |out, operand| operand.write(out));
}
