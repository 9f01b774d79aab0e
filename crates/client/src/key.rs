//! Values by which rows refer to each other.

use std::hash::Hash;

use postgres_types::{FromSqlOwned, ToSql};
use tokio_postgres::Row;

use crate::{Parameter, Result, Wrapper, parameter, types};

/// A value, or several for a key of several columns, by which rows refer to each other.
pub trait Key: Clone + Eq + Hash + Send + 'static {
    /// One array for each column.
    fn arrays(keys: Vec<Self>) -> Vec<Parameter>;

    /// One value for each column.
    fn values(self) -> Vec<Parameter>;

    /// Reads a key that begins with this column.
    ///
    /// # Errors
    /// A value that does not fit.
    fn read(row: &Row, at: usize) -> Result<Self>;
}

/// A key of one column.
pub trait OneColumn: ToSql + FromSqlOwned + Clone + Eq + Hash + Send + Sync + 'static {}

// Once for all types of a schema: each would cost its reader's compiler three functions.
impl<T: OneColumn> Key for T {
    #[inline]
    fn arrays(keys: Vec<Self>) -> Vec<Parameter> {
        vec![parameter(keys)]
    }

    #[inline]
    fn values(self) -> Vec<Parameter> {
        vec![parameter(self)]
    }

    #[inline]
    fn read(row: &Row, at: usize) -> Result<Self> {
        Ok(row.try_get(at)?)
    }
}

impl<T> OneColumn for T where T: Wrapper + ToSql + FromSqlOwned + Clone + Eq + Hash + Send + Sync + 'static {}

/// `key!(i64)`: values of one column are keys.
macro_rules! key {
    ($($name:ty),* $(,)?) => { $(
        impl $crate::key::OneColumn for $name {}
    )* };
}
pub(crate) use key;

key!(i16, i32, i64, u32, bool, String, uuid::Uuid, Vec<u8>, rust_decimal::Decimal);
key!(types::Inet, types::MacAddr, types::MacAddr8);

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<$($name: Key),*> Key for ($($name,)*) {
            #[inline]
            fn arrays(keys: Vec<Self>) -> Vec<Parameter> {
                let mut out = Vec::new();
                $(out.extend($name::arrays(keys.iter().map(|key| key.$at.clone()).collect()));)*
                out
            }
            #[inline]
            fn values(self) -> Vec<Parameter> {
                let mut out = Vec::new();
                $(out.extend(self.$at.values());)*
                out
            }
            #[inline]
            fn read(row: &Row, at: usize) -> Result<Self> {
                Ok(($($name::read(row, at + $at)?,)*))
            }
        }
    };
}
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
