//! Values made of related rows: how many there are, a field of the one there is.

use std::marker::PhantomData;

use postgres_types::{FromSqlOwned, ToSql};
use tokio_postgres::Row;

use crate::condition::{Node, Operand};
use crate::key::Key;
use crate::link::Link;
use crate::{
    Aggregate, Column, Condition, Expression, Maybe, Model, One, Optional, Order, Relation, Result,
    Selection, Shape, parameter,
};

/// The row, the related rows, the value.
type Types<M, N, T> = PhantomData<fn() -> (M, N, T)>;

/// A value made of the rows of `N` that belong to a row of `M`: for projections, orders and conditions.
#[derive(Debug)]
#[must_use = "a value does nothing until a plan takes it"]
pub struct RelatedValue<M, N, T> {
    link: Link,
    what: Operand,
    condition: Option<Node>,
    of: Types<M, N, T>,
}

/// Relations that give at most one row.
pub trait Single {}
impl Single for Maybe {}
impl Single for One {}

impl<M: Model, N: Model, K: Key, S: Shape> Relation<M, N, K, S> {
    const fn value_of<T>(self, what: Operand) -> RelatedValue<M, N, T> {
        RelatedValue { link: self.link, what, condition: None, of: PhantomData }
    }

    /// An aggregate over the related rows: `POSTS.aggregate(post::SCORE.max())`.
    pub const fn aggregate<T>(self, aggregate: Aggregate<N, T>) -> RelatedValue<M, N, T> {
        self.value_of(aggregate.operand())
    }
}

impl<M: Model, N: Model, K: Key, S: Shape + Single> Relation<M, N, K, S> {
    /// A column of the related row, if there is one: `AUTHOR.column(user::EMAIL).asc()`.
    pub fn column<T: Optional>(self, column: Column<N, T>) -> RelatedValue<M, N, T::Optional> {
        self.value_of(column.selected())
    }
}

impl<M, N, T> RelatedValue<M, N, T> {
    /// Only of related rows that satisfy this too.
    pub fn filter(mut self, condition: Condition<N>) -> Self {
        let condition = match self.condition.take() {
            Some(before) => Node::All(vec![before, condition.into_node()]),
            None => condition.into_node(),
        };
        self.condition = Some(condition);
        self
    }

    fn operand(self) -> Operand {
        let (what, condition) = (Box::new(self.what), self.condition.map(Box::new));
        Operand::Related { link: self.link, what, condition }
    }

    /// Smallest first.
    pub fn asc(self) -> Order<M> {
        Order::new(self.operand(), " ASC")
    }

    /// Largest first.
    pub fn desc(self) -> Order<M> {
        Order::new(self.operand(), " DESC")
    }
}

impl<M, N, T: ToSql + Sync + Send + 'static> RelatedValue<M, N, T> {
    fn compare(self, operator: &'static str, value: impl Into<T>) -> Condition<M> {
        Condition::compare(self.operand(), operator, parameter(value.into()), "")
    }

    /// The value is this.
    pub fn eq(self, value: impl Into<T>) -> Condition<M> {
        self.compare(" = ", value)
    }

    /// The value is larger.
    pub fn gt(self, value: impl Into<T>) -> Condition<M> {
        self.compare(" > ", value)
    }

    /// The value is larger or the same.
    pub fn ge(self, value: impl Into<T>) -> Condition<M> {
        self.compare(" >= ", value)
    }

    /// The value is smaller.
    pub fn lt(self, value: impl Into<T>) -> Condition<M> {
        self.compare(" < ", value)
    }

    /// The value is smaller or the same.
    pub fn le(self, value: impl Into<T>) -> Condition<M> {
        self.compare(" <= ", value)
    }
}

impl<M, N, T: FromSqlOwned + Send + 'static> Expression<M> for RelatedValue<M, N, T> {
    type Output = T;

    fn write_to(self, out: &mut Selection) {
        out.operands.push(self.operand());
    }

    fn read(row: &Row, at: usize) -> Result<T> {
        Ok(row.try_get(at)?)
    }
}
