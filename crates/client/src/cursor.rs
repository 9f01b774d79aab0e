//! Pages by what the last row was (keyset), not by how many rows came before.

use postgres_types::ToSql;

use crate::condition::{Node, Operand};
use crate::{Column, Comparable, Condition, Find, Model, parameter};

/// A column, or several, whose values place a row in an order.
pub trait Cursor<M: Model> {
    /// The values of one row.
    type Values;

    /// Rows behind these values.
    fn after(self, values: Self::Values, find: Find<M>) -> Find<M>;

    /// Rows before these values, nearest first.
    fn before(self, values: Self::Values, find: Find<M>) -> Find<M>;
}

impl<M: Model, T: Comparable + ToSql + Sync + Send + 'static> Cursor<M> for Column<M, T> {
    type Values = T;

    fn after(self, value: T, find: Find<M>) -> Find<M> {
        find.filter(self.gt(value)).order_by(self.asc())
    }

    fn before(self, value: T, find: Find<M>) -> Find<M> {
        find.filter(self.lt(value)).order_by(self.desc())
    }
}

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<M: Model, $($name: Comparable + ToSql + Sync + Send + 'static),*> Cursor<M>
            for ($(Column<M, $name>,)*)
        {
            type Values = ($($name,)*);

            fn after(self, values: Self::Values, find: Find<M>) -> Find<M> {
                let condition = Condition::new(Node::Compare {
                    left: Operand::Several(vec![$(self.$at.name()),*]),
                    operator: " > (".into(),
                    values: vec![$(parameter(values.$at)),*],
                    after: ")".into(),
                });
                find.filter(condition)$(.order_by(self.$at.asc()))*
            }

            fn before(self, values: Self::Values, find: Find<M>) -> Find<M> {
                let condition = Condition::new(Node::Compare {
                    left: Operand::Several(vec![$(self.$at.name()),*]),
                    operator: " < (".into(),
                    values: vec![$(parameter(values.$at)),*],
                    after: ")".into(),
                });
                find.filter(condition)$(.order_by(self.$at.desc()))*
            }
        }
    };
}
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
