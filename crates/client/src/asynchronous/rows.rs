//! Rows one by one.

use std::fmt;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt};
use tokio_postgres::Client;

use super::carrier::{Carrier, Wait};
use super::run::streamed;
use crate::prepare::{Prepare, Stale};
use crate::stream::Rows;
use crate::{Result, Statement};

/// Rows as they arrive.
pub struct RowStream<Q> {
    rows: Pin<Box<tokio_postgres::RowStream>>,
    wait: Wait<Carrier>,
    of: PhantomData<fn() -> Q>,
}

impl<Q> fmt::Debug for RowStream<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream").finish_non_exhaustive()
    }
}

impl<Q: Rows> RowStream<Q> {
    pub(super) async fn open(
        client: &Client,
        prepare: &Prepare,
        carrier: &Carrier,
        stale: Stale,
        statement: &Statement,
    ) -> Result<Self> {
        let rows = Box::pin(carrier.carry(pin!(streamed(client, prepare, stale, statement))).await?);
        Ok(Self { rows, wait: Wait::new(carrier.clone()), of: PhantomData })
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// A broken connection, a row that cannot be read.
    pub async fn next(&mut self) -> Option<Result<Q::Row>> {
        StreamExt::next(self).await
    }
}

impl<Q: Rows> Stream for RowStream<Q> {
    type Item = Result<Q::Row>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { rows, wait, .. } = &mut *self;
        let row = std::task::ready!(match rows.as_mut().poll_next(context) {
            Poll::Pending => wait.poll(context, |context| rows.as_mut().poll_next(context)),
            there => there,
        });
        Poll::Ready(row.map(|row| Q::read(&row?)))
    }
}
