//! Changing rows.

use std::marker::PhantomData;

use postgres_types::ToSql;
use tokio_postgres::Row;

use crate::query::Parameter;
use crate::{Column, Condition, Model, Query, Result, Statement};

/// New values for the rows that satisfy a condition.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct Update<M> {
    condition: Condition<M>,
    values: Vec<(&'static str, Parameter, &'static str)>,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> Update<M> {
    /// Of the rows that satisfy this. There is no update of all rows by omission.
    pub const fn new(condition: Condition<M>) -> Self {
        Self { condition, values: Vec::new(), of: PhantomData }
    }

    /// To this value.
    pub fn set<T: ToSql + Sync + Send + 'static>(mut self, column: Column<M, T>, value: T) -> Self {
        self.values.push((column.name(), Box::new(value), column.cast()));
        self
    }

    /// To this value, if one is given.
    pub fn set_if<T: ToSql + Sync + Send + 'static>(self, column: Column<M, T>, value: Option<T>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }
}

impl<M: Model> Query for Update<M> {
    type Output = Vec<M>;

    fn statement(self) -> Statement {
        let mut out = Statement::default();
        if self.values.is_empty() {
            // Nothing to write: the rows as they are.
            out.sql = format!("SELECT {} FROM {} WHERE ", M::COLUMNS, M::TABLE);
            self.condition.write(&mut out);
            return out;
        }
        out.sql = format!("UPDATE {} SET ", M::TABLE);
        for (at, (column, value, cast)) in self.values.into_iter().enumerate() {
            out.sql.push_str(if at > 0 { ", " } else { "" });
            out.sql.push_str(&format!("{column} = "));
            out.push(value, cast);
        }
        out.sql.push_str(" WHERE ");
        self.condition.write(&mut out);
        out.sql.push_str(&format!(" RETURNING {}", M::COLUMNS));
        out
    }

    fn read(rows: &[Row]) -> Result<Vec<M>> {
        rows.iter().map(M::read).collect()
    }
}
