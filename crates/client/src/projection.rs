//! Some columns only, as a struct with names.

use tokio_postgres::Row;

use crate::{Expression, Result};

/// Reads what an expression gives: for [`crate::projection`].
///
/// # Errors
/// A value that does not fit.
#[doc(hidden)]
pub fn read_as<M, E: Expression<M>>(_: &E, row: &Row, at: &mut usize) -> Result<E::Output> {
    let value = E::read(row, *at)?;
    *at += E::WIDTH;
    Ok(value)
}

/// How many columns an expression takes: for [`crate::projection`].
#[doc(hidden)]
pub const fn width_of<M, E: Expression<M>>(_: fn() -> E) -> usize {
    E::WIDTH
}

/// A struct for some columns of a model: what a row has besides is not read.
///
/// ```ignore
/// icms_client::projection! {
///     /// What a list shows.
///     pub struct Card of User {
///         id: UserId = user::ID,
///         email: String = user::EMAIL,
///         posts: i64 = user::POSTS.aggregate(count()),
///     }
/// }
/// let cards: Vec<Card> = db.run(user::find().select(Card::COLUMNS))?;
/// ```
#[macro_export]
macro_rules! projection {
    ($(#[$meta:meta])* $vis:vis struct $name:ident of $model:ty {
        $($(#[$field_meta:meta])* $field:ident: $ty:ty = $expression:expr),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name { $($(#[$field_meta])* pub $field: $ty,)+ }

        const _: () = {
            /// The columns of the struct.
            #[derive(Debug, Clone, Copy)]
            pub struct Columns;

            impl $name {
                /// What `select` takes.
                #[allow(dead_code)]
                pub const COLUMNS: Columns = Columns;
            }

            impl $crate::Expression<$model> for Columns {
                type Output = $name;
                const WIDTH: usize = 0 $(+ $crate::width_of::<$model, _>(|| $expression))+;

                fn write_to(self, out: &mut $crate::Selection) {
                    $($crate::Expression::<$model>::write_to($expression, out);)+
                }

                fn read(row: &$crate::types::Row, at: usize) -> $crate::Result<$name> {
                    let mut next = at;
                    ::core::result::Result::Ok($name {
                        $($field: $crate::read_as::<$model, _>(&$expression, row, &mut next)?,)+
                    })
                }
            }
        };
    };
}
