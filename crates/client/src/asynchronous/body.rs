//! What a transaction runs, perhaps several times: a future that may move between threads.

use std::pin::Pin;

use crate::Result;

/// A future that lives no longer than `'env`, what the closure around it borrows.
///
/// Every future is one: the trait only tells the compiler that `'env` outlives the transaction, so that a closure may
/// borrow from the function around it.
pub trait Within<Bound>: Future {}

impl<Bound, F: Future> Within<Bound> for F {}

/// What the closure of [`Db::transaction`](crate::Db::transaction) returns: `Box::pin(async move { … })`.
pub type Body<'env, 'c, 't, T> = Pin<Box<dyn Within<&'c &'env (), Output = Result<T>> + Send + 't>>;
