//! Reading rows.

use std::fmt::Write as _;
use std::marker::PhantomData;

use tokio_postgres::Row;

use crate::{Condition, Model, Order, Query, Result, Statement};

/// Rows of a model.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct Find<M> {
    condition: Option<Condition<M>>,
    order: Vec<Order<M>>,
    limit: Option<i64>,
    offset: Option<i64>,
}

impl<M> Default for Find<M> {
    fn default() -> Self {
        Self { condition: None, order: Vec::new(), limit: None, offset: None }
    }
}

impl<M: Model> Find<M> {
    /// Every row.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only rows that satisfy this too.
    pub fn filter(mut self, condition: Condition<M>) -> Self {
        self.condition = Some(match self.condition {
            Some(before) => before.and(condition),
            None => condition,
        });
        self
    }

    /// In this order, after the keys given before.
    pub fn order_by(mut self, order: Order<M>) -> Self {
        self.order.push(order);
        self
    }

    /// At most this many.
    pub const fn limit(mut self, rows: i64) -> Self {
        self.limit = Some(rows);
        self
    }

    /// Without the first ones.
    pub const fn offset(mut self, rows: i64) -> Self {
        self.offset = Some(rows);
        self
    }

    /// The first row, if there is one.
    pub fn first(mut self) -> First<M> {
        self.limit = Some(1);
        First { find: self }
    }

    /// How many rows there are.
    pub const fn count(self) -> Count<M> {
        Count { find: self, of: PhantomData }
    }

    fn tail(self, out: &mut Statement) {
        if let Some(condition) = self.condition {
            out.sql.push_str(" WHERE ");
            condition.write(out);
        }
        for (at, order) in self.order.iter().enumerate() {
            out.sql.push_str(if at == 0 { " ORDER BY " } else { ", " });
            out.sql.push_str(&order.sql);
        }
        for (word, value) in [("LIMIT", self.limit), ("OFFSET", self.offset)] {
            if let Some(rows) = value {
                // Writing to a string cannot fail.
                let _ = write!(out.sql, " {word} ");
                out.push(Box::new(rows), "");
            }
        }
    }
}

impl<M: Model> Query for Find<M> {
    type Output = Vec<M>;

    fn statement(self) -> Statement {
        let mut out =
            Statement { sql: format!("SELECT {} FROM {}", M::COLUMNS, M::TABLE), parameters: Vec::new() };
        self.tail(&mut out);
        out
    }

    fn read(rows: &[Row]) -> Result<Vec<M>> {
        rows.iter().map(M::read).collect()
    }
}

/// One row, if there is one.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct First<M> {
    find: Find<M>,
}

impl<M: Model> Query for First<M> {
    type Output = Option<M>;

    fn statement(self) -> Statement {
        self.find.statement()
    }

    fn read(rows: &[Row]) -> Result<Option<M>> {
        rows.first().map(M::read).transpose()
    }
}

/// How many rows there are.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct Count<M> {
    find: Find<M>,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> Query for Count<M> {
    type Output = i64;

    fn statement(self) -> Statement {
        let mut out = Statement { sql: format!("SELECT count(*) FROM {}", M::TABLE), parameters: Vec::new() };
        self.find.tail(&mut out);
        out
    }

    fn read(rows: &[Row]) -> Result<i64> {
        rows.first().map_or(Ok(0), |row| Ok(row.try_get(0)?))
    }
}
