//! Writing a new row.

use std::marker::PhantomData;

use postgres_types::ToSql;
use tokio_postgres::Row;

use crate::query::Parameter;
use crate::{Column, Error, Model, Query, Result, Statement};

/// A new row; columns that are left out get what the database has for them.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct Insert<M> {
    columns: Vec<&'static str>,
    values: Vec<(Parameter, &'static str)>,
    of: PhantomData<fn() -> M>,
}

impl<M> Default for Insert<M> {
    fn default() -> Self {
        Self { columns: Vec::new(), values: Vec::new(), of: PhantomData }
    }
}

impl<M: Model> Insert<M> {
    /// A row that says nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this value.
    pub fn set<T: ToSql + Sync + Send + 'static>(mut self, column: Column<M, T>, value: T) -> Self {
        self.columns.push(column.name());
        self.values.push((Box::new(value), column.cast()));
        self
    }

    /// With this value, if there is one; otherwise the database's default.
    pub fn set_if<T: ToSql + Sync + Send + 'static>(self, column: Column<M, T>, value: Option<T>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }
}

impl<M: Model> Query for Insert<M> {
    type Output = M;

    fn statement(self) -> Statement {
        let mut out = Statement { sql: format!("INSERT INTO {}", M::TABLE), parameters: Vec::new() };
        if self.columns.is_empty() {
            out.sql.push_str(" DEFAULT VALUES");
        } else {
            out.sql.push_str(&format!(" ({}) VALUES (", self.columns.join(", ")));
            for (at, (value, cast)) in self.values.into_iter().enumerate() {
                if at > 0 {
                    out.sql.push_str(", ");
                }
                out.push(value, cast);
            }
            out.sql.push(')');
        }
        out.sql.push_str(&format!(" RETURNING {}", M::COLUMNS));
        out
    }

    fn read(rows: &[Row]) -> Result<M> {
        M::read(rows.first().ok_or(Error::NotFound)?)
    }
}
