//! Values by which rows refer to each other.

use std::hash::Hash;

use tokio_postgres::Row;

use crate::{Parameter, Result, types};

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

/// `key!(UserId)`: a type of one column is a key.
#[doc(hidden)]
#[macro_export]
macro_rules! key {
    ($($name:ty),* $(,)?) => { $(
        impl $crate::Key for $name {
            #[inline]
            fn arrays(keys: ::std::vec::Vec<Self>) -> ::std::vec::Vec<$crate::Parameter> {
                ::std::vec![$crate::parameter(keys)]
            }
            #[inline]
            fn values(self) -> ::std::vec::Vec<$crate::Parameter> {
                ::std::vec![$crate::parameter(self)]
            }
            #[inline]
            fn read(row: &$crate::types::Row, at: usize) -> $crate::Result<Self> {
                Ok(row.try_get(at)?)
            }
        }
    )* };
}
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
