//! Values made of related rows: how many there are, a field of the one there is.

use std::marker::PhantomData;

use crate::condition::{Node, Operand};
use crate::key::Key;
use crate::link::Link;
use crate::{Aggregate, Column, Condition, Maybe, Model, One, Optional, Relation, Shape};

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

    /// A value of the related row that is made of rows related to that one, if there is one:
    /// `AUTHOR.through(user::PARENT.column(user::NAME))`.
    pub fn through<O, T: Optional>(self, value: RelatedValue<N, O, T>) -> RelatedValue<M, N, T::Optional> {
        self.value_of(value.operand())
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

    pub(crate) fn operand(self) -> Operand {
        let (what, condition) = (Box::new(self.what), self.condition.map(Box::new));
        Operand::Related { link: self.link, what, condition }
    }
}
