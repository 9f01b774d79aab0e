//! Transactions: they borrow the connection, so that nothing can slip out of them.

use std::fmt;
use std::future::Future;
use std::pin::pin;

use super::begun;
use super::carrier::Carrier;
use super::rows::RowStream;
use super::run::{self, Stale};
use super::together;
use crate::prepare::Prepare;
use crate::stream::Rows;
use crate::{Plan, Result};

/// A transaction. Dropping it undoes everything.
pub struct Transaction<'c> {
    inner: tokio_postgres::Transaction<'c>,
    prepare: &'c Prepare,
    carrier: &'c Carrier,
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").finish_non_exhaustive()
    }
}

impl<'c> Transaction<'c> {
    pub(super) const fn new(
        inner: tokio_postgres::Transaction<'c>,
        prepare: &'c Prepare,
        carrier: &'c Carrier,
    ) -> Self {
        Self { inner, prepare, carrier }
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<P: Plan>(&self, plan: P) -> impl Future<Output = Result<P::Output>> {
        let first = plan.begin();
        async {
            let work = run::drive(self.inner.client(), self.prepare, Stale::GiveUp, first?);
            self.carrier.carry(pin!(work)).await
        }
    }

    /// Runs plans at once; the results come in their order.
    ///
    /// # Errors
    /// The first error of any.
    pub fn run_all<P: Plan>(
        &self,
        plans: impl IntoIterator<Item = P>,
    ) -> impl Future<Output = Result<Vec<P::Output>>> {
        let steps = begun(plans);
        async {
            let all = together::run_all(self.inner.client(), self.prepare, Stale::GiveUp, steps?);
            self.carrier.carry(pin!(all)).await
        }
    }

    /// Rows one by one, as they arrive.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn stream<Q: Rows>(&self, query: Q) -> Result<RowStream<Q>> {
        RowStream::open(self.inner.client(), self.prepare, self.carrier, &query.statement()).await
    }

    /// Begins a transaction within this one.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn savepoint(&mut self) -> Result<Transaction<'_>> {
        let inner = self.carrier.carry(pin!(self.inner.transaction())).await?;
        Ok(Transaction { inner, prepare: self.prepare, carrier: self.carrier })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints, another transaction in the way.
    pub async fn commit(self) -> Result<()> {
        Ok(self.carrier.carry(pin!(self.inner.commit())).await?)
    }

    /// Undoes everything, and waits until it is undone.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.carrier.carry(pin!(self.inner.rollback())).await?)
    }
}
