//! Rows one by one.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt as _};
use tokio_postgres::Client;

use super::run::opened;
use crate::prepare::Prepare;
use crate::stream::Rows;
use crate::{Error, Result, Statement};

/// Rows as they arrive.
pub struct RowStream<Q> {
    rows: Pin<Box<tokio_postgres::RowStream>>,
    of: PhantomData<fn() -> Q>,
}

impl<Q> fmt::Debug for RowStream<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream").finish_non_exhaustive()
    }
}

impl<Q: Rows> RowStream<Q> {
    pub(super) async fn open(client: &Client, prepare: &Prepare, statement: &Statement) -> Result<Self> {
        let rows = Box::pin(opened(client, prepare, statement).await?);
        Ok(Self { rows, of: PhantomData })
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// A broken connection, a row that cannot be read.
    pub async fn next(&mut self) -> Option<Result<Q::Row>> {
        Some(match self.rows.next().await? {
            Ok(row) => Q::read(&row),
            Err(error) => Err(Error::from(error)),
        })
    }
}

impl<Q: Rows> Stream for RowStream<Q> {
    type Item = Result<Q::Row>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let row = std::task::ready!(self.rows.as_mut().poll_next(context));
        Poll::Ready(row.map(|row| Q::read(&row?)))
    }
}
