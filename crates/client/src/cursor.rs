//! Pages by what the last row was (keyset), not by how many rows came before.

use postgres_types::ToSql;

use crate::condition::Node;
use crate::keyset::Place;
use crate::order::ColumnOrder;
use crate::{Column, Comparable, Condition, Find, Model};

/// A column as one key of a [`Cursor`]: `ID`, `ID.desc()`, `SCORE.asc().nulls_first()`.
pub trait CursorKey<M> {
    /// The value of one row.
    type Value;

    /// The column and its direction; ascending, where nothing is said.
    fn order(self) -> ColumnOrder<M, Self::Value>;
}

impl<M, T> CursorKey<M> for Column<M, T> {
    type Value = T;

    fn order(self) -> ColumnOrder<M, T> {
        self.asc()
    }
}

impl<M, T> CursorKey<M> for ColumnOrder<M, T> {
    type Value = T;

    fn order(self) -> Self {
        self
    }
}

/// A column, or several, whose values place a row in an order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` places no row of `{M}` in an order",
    note = "columns of the model do, `asc()` or `desc()`, and tuples of them"
)]
pub trait Cursor<M: Model>: Sized {
    /// The values of one row.
    type Values;

    /// Rows in the order of the columns: those behind the values, or all.
    fn after(self, values: Option<Self::Values>, find: Find<M>) -> Find<M>;

    /// Rows in the reverse order: those before the values.
    fn before(self, values: Self::Values, find: Find<M>) -> Find<M>;
}

macro_rules! single {
    ($($key:ident),*) => { $(
        impl<M: Model, T: Comparable + ToSql + Sync + Send + 'static> Cursor<M> for $key<M, T> {
            type Values = T;

            fn after(self, value: Option<T>, find: Find<M>) -> Find<M> {
                (self,).after(value.map(|value| (value,)), find)
            }

            fn before(self, value: T, find: Find<M>) -> Find<M> {
                (self,).before((value,), find)
            }
        }
    )* };
}
single!(Column, ColumnOrder);

fn behind<M: Model>(places: Vec<Place>, find: Find<M>) -> Find<M> {
    find.filter(Condition::new(Node::Behind(places)))
}

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<M: Model, $($name: CursorKey<M>),*> Cursor<M> for ($($name,)*)
        where
            $($name::Value: Comparable + ToSql + Sync + Send + 'static),*
        {
            type Values = ($($name::Value,)*);

            fn after(self, values: Option<Self::Values>, find: Find<M>) -> Find<M> {
                let keys = ($(self.$at.order(),)*);
                let mut find = find$(.order_by(keys.$at))*;
                find.parts.place_by(&[$(keys.$at.column.name()),*]);
                match values {
                    Some(values) => behind(vec![$(Place::new(keys.$at, values.$at)),*], find),
                    None => find,
                }
            }

            fn before(self, values: Self::Values, find: Find<M>) -> Find<M> {
                ($(self.$at.order().reversed(),)*).after(Some(values), find)
            }
        }
    };
}
tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
