//! Statements of one's own, with typed rows.

use std::borrow::Cow;
use std::marker::PhantomData;

use postgres_types::{FromSqlOwned, ToSql};
use tokio_postgres::Row;

use crate::stream::Rows;
use crate::{Model, Plan, Result, Statement, Step, parameter};

/// A statement of one's own: `sql("select …").bind(1)`. Values go through `bind`, never into the text.
pub fn sql(text: impl Into<Cow<'static, str>>) -> Sql {
    Sql { statement: Statement { sql: text.into(), parameters: Vec::new() } }
}

/// See [`sql`]. As a plan it gives the number of rows it concerned.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Sql {
    statement: Statement,
}

impl Sql {
    /// The next placeholder gets this value.
    pub fn bind(mut self, value: impl ToSql + Sync + Send + 'static) -> Self {
        self.statement.parameters.push(parameter(value));
        self
    }

    /// Its rows as tuples: `rows::<(i64, String)>()`.
    pub fn rows<T: FromRow>(self) -> SqlRows<T> {
        SqlRows { statement: self.statement, of: PhantomData }
    }

    /// Its rows as rows of a model, whose columns it selects in order.
    pub fn models<M: Model>(self) -> SqlRows<Whole<M>> {
        self.rows()
    }
}

impl Plan for Sql {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        Ok(Step::count(self.statement, Ok))
    }
}

/// What can be made of a row.
#[diagnostic::on_unimplemented(
    message = "no `{Self}` is made of a row of a statement of one's own",
    note = "tuples of at most eight values are, `Scalar<T>` of one value, and `Whole<M>` of all columns of a model"
)]
pub trait FromRow: 'static {
    /// What it becomes.
    type Output: Send + 'static;

    /// Reads it.
    ///
    /// # Errors
    /// A value that does not fit.
    fn from_row(row: &Row) -> Result<Self::Output>;
}

/// A row of a model.
#[derive(Debug)]
pub struct Whole<M>(PhantomData<fn() -> M>);

impl<M: Model> FromRow for Whole<M> {
    type Output = M;

    fn from_row(row: &Row) -> Result<M> {
        M::read(row, 0)
    }
}

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<$($name: FromSqlOwned + Send + 'static),*> FromRow for ($($name,)*) {
            type Output = Self;

            fn from_row(row: &Row) -> Result<Self> {
                Ok(($(row.try_get::<_, $name>($at)?,)*))
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

/// The only value of a row.
#[derive(Debug)]
pub struct Scalar<T>(PhantomData<fn() -> T>);

impl<T: FromSqlOwned + Send + 'static> FromRow for Scalar<T> {
    type Output = T;

    fn from_row(row: &Row) -> Result<T> {
        Ok(row.try_get(0)?)
    }
}

/// The first row of a statement of one's own, if there is one.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct SqlRow<T> {
    rows: SqlRows<T>,
}

impl<T: FromRow> Plan for SqlRow<T> {
    type Output = Option<T::Output>;

    fn begin(self) -> Result<Step<Self::Output>> {
        Ok(Step::first(self.rows.statement, T::from_row, Ok))
    }
}

/// Rows of a statement of one's own.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct SqlRows<T> {
    statement: Statement,
    of: PhantomData<fn() -> T>,
}

impl<T: FromRow> SqlRows<T> {
    /// The first row, if there is one; [`Plan::required`] makes it exactly one.
    pub const fn first(self) -> SqlRow<T> {
        SqlRow { rows: self }
    }
}

impl<T: FromRow> Rows for SqlRows<T> {
    type Row = T::Output;

    fn statement(self) -> Result<Statement> {
        Ok(self.statement)
    }

    fn read(row: &Row) -> Result<T::Output> {
        T::from_row(row)
    }
}

impl<T: FromRow> Plan for SqlRows<T> {
    type Output = Vec<T::Output>;

    fn begin(self) -> Result<Step<Self::Output>> {
        Ok(Step::each(self.statement, T::from_row, Ok))
    }
}
