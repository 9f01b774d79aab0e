//! Some columns only, groups, aggregates.

use std::marker::PhantomData;

use tokio_postgres::Row;

use crate::expression::write_list;
use crate::find::Parts;
use crate::statement::Writer;
use crate::stream::Rows;
use crate::{Condition, Error, Expression, Model, Order, Plan, Result, Statement, Step};

/// Some columns or aggregates of rows.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Select<M, E> {
    parts: Parts<M>,
    expression: E,
    distinct: &'static str,
    groups: Vec<crate::condition::Operand>,
    having: Option<Condition<M>>,
    of: PhantomData<fn() -> M>,
}

impl<M: Model, E: Expression<M>> Select<M, E> {
    pub(crate) const fn new(parts: Parts<M>, expression: E) -> Self {
        Self { parts, expression, distinct: "", groups: Vec::new(), having: None, of: PhantomData }
    }

    /// Each combination of values once.
    pub const fn distinct(mut self) -> Self {
        self.distinct = "DISTINCT ";
        self
    }

    /// One row for each combination of values of these columns.
    pub fn group_by<G: Expression<M>>(mut self, columns: G) -> Self {
        let mut selection = crate::Selection::default();
        columns.write_to(&mut selection);
        self.groups.extend(selection.operands);
        self
    }

    /// Only groups that satisfy this too.
    pub fn having(mut self, condition: Condition<M>) -> Self {
        self.having = Some(match self.having {
            Some(before) => before.and(condition),
            None => condition,
        });
        self
    }

    /// In this order, after the keys given before.
    pub fn order_by(mut self, order: impl Into<Order<M>>) -> Self {
        self.parts.order.push(order.into());
        self
    }

    /// At most this many.
    pub const fn limit(mut self, rows: i64) -> Self {
        self.parts.limit = Some(rows);
        self
    }

    /// The first row, if there is one.
    pub fn first(mut self) -> FirstOf<M, E> {
        self.parts.limit = Some(1);
        FirstOf { select: self }
    }
}

impl<M: Model, E: Expression<M>> Rows for Select<M, E> {
    type Row = E::Output;

    fn statement(self) -> Result<Statement> {
        self.parts.insist_on_key()?;
        let Self { mut parts, expression, distinct, groups, having, .. } = self;
        let mut out = Writer::new(format!("SELECT {distinct}"));
        parts.write_distinct_on(&mut out);
        write_list(expression, &mut out);
        out.text(" FROM ");
        out.text(M::TABLE);
        out.alias();
        parts.write_where(None, &mut out);
        if !groups.is_empty() {
            out.text(" GROUP BY ");
            out.joined(groups, ", ", |out, column| column.write(out));
        }
        if let Some(having) = having {
            out.text(" HAVING ");
            having.write(&mut out);
        }
        parts.write_order(&mut out);
        parts.write_end(&mut out);
        Ok(out.finish())
    }

    fn read(row: &Row) -> Result<E::Output> {
        E::read(row, 0)
    }
}

impl<M: Model, E: Expression<M>> Plan for Select<M, E> {
    type Output = Vec<E::Output>;

    fn begin(self) -> Result<Step<Self::Output>> {
        let arrange = self.parts.arrange;
        Ok(Step::each(self.statement()?, |row| E::read(row, 0), move |rows| Ok(arrange.rows(rows))))
    }
}

/// The first row of a [`Select`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct FirstOf<M, E> {
    select: Select<M, E>,
}

impl<M: Model, E: Expression<M>> Plan for FirstOf<M, E> {
    type Output = Option<E::Output>;

    fn begin(self) -> Result<Step<Self::Output>> {
        Ok(Step::first(self.select.statement()?, |row| E::read(row, 0), Ok))
    }
}

/// Aggregates over the rows that were asked for: always one answer.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Aggregated<M, E> {
    pub(crate) select: Select<M, E>,
}

impl<M: Model, E: Expression<M>> Plan for Aggregated<M, E> {
    type Output = E::Output;

    fn begin(self) -> Result<Step<Self::Output>> {
        self.select.parts.insist_on_key()?;
        let Select { parts, expression, .. } = self.select;
        let mut out = Writer::new("SELECT ".to_owned());
        write_list(expression, &mut out);
        parts.write_from_aggregated(&mut out);
        Ok(Step::first(out.finish(), |row| E::read(row, 0), |row| row.ok_or(Error::NotFound)))
    }
}
