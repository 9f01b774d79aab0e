//! What values that the server computes have in common: they are selected, compared, and order rows.

use postgres_types::{FromSqlOwned, ToSql};
use tokio_postgres::Row;

use crate::order::Direction;
use crate::{Aggregate, Condition, Expression, Order, RelatedValue, Result, Selection, parameter};

macro_rules! computed {
    ($([$($generic:ident),*] $value:ty;)*) => { $(
        impl<$($generic),*> $value {
            /// Smallest first.
            pub fn asc(self) -> Order<M> {
                Order::new(self.operand(), Direction::Ascending)
            }

            /// Largest first.
            pub fn desc(self) -> Order<M> {
                Order::new(self.operand(), Direction::Descending)
            }
        }

        impl<$($generic),*> $value
        where
            T: ToSql + Sync + Send + 'static,
        {
            fn compare(self, operator: &'static str, value: impl Into<T>) -> Condition<M> {
                Condition::compare(self.operand(), operator, parameter(value.into()), "")
            }

            /// The value is this.
            pub fn eq(self, value: impl Into<T>) -> Condition<M> {
                self.compare(" = ", value)
            }

            /// The value is another one.
            pub fn ne(self, value: impl Into<T>) -> Condition<M> {
                self.compare(" <> ", value)
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

        impl<$($generic),*> Expression<M> for $value
        where
            T: FromSqlOwned + Send + 'static,
        {
            type Output = T;

            fn write_to(self, out: &mut Selection) {
                out.operands.push(self.operand());
            }

            fn read(row: &Row, at: usize) -> Result<T> {
                Ok(row.try_get(at)?)
            }
        }
    )* };
}
computed! {
    [M, T] Aggregate<M, T>;
    [M, N, T] RelatedValue<M, N, T>;
}
