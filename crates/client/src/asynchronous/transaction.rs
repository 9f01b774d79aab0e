//! Transactions: they borrow the connection, so that nothing can slip out of them.

use std::fmt;
use std::future::Future;
use std::pin::pin;

use super::begun;
use super::carrier::Carrier;
use super::rows::RowStream;
use super::run;
use super::together;
use crate::doubt::{Doubt, PROBE};
use crate::prepare::{Prepare, Stale};
use crate::stream::Rows;
use crate::{Error, Plan, Result};

/// A transaction. Dropping it undoes everything.
pub struct Transaction<'c> {
    inner: tokio_postgres::Transaction<'c>,
    prepare: &'c Prepare,
    carrier: &'c Carrier,
    doubt: Doubt,
    /// Of the transaction around this one.
    around: Option<&'c Doubt>,
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").finish_non_exhaustive()
    }
}

impl<'c> Transaction<'c> {
    pub(super) fn new(
        inner: tokio_postgres::Transaction<'c>,
        prepare: &'c Prepare,
        carrier: &'c Carrier,
    ) -> Self {
        Self { inner, prepare, carrier, doubt: Doubt::default(), around: None }
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<P: Plan>(&self, plan: P) -> impl Future<Output = Result<P::Output>> {
        let first = plan.begin();
        async {
            let work = run::drive(self.inner.client(), self.prepare, Stale::GiveUp, first?);
            self.doubt.begin();
            self.doubt.end(self.carrier.carry(pin!(work)).await)
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
            self.doubt.begin();
            self.doubt.end(self.carrier.carry(pin!(all)).await)
        }
    }

    /// Rows one by one, as they arrive. Read them to the end or drop them before anything else is asked: answers come in
    /// order, and wait behind rows that nobody reads.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn stream<Q: Rows>(&self, query: Q) -> Result<RowStream<Q>> {
        let statement = query.statement()?;
        // Whatever becomes of the rows.
        self.doubt.begin();
        let client = self.inner.client();
        RowStream::open(client, self.prepare, self.carrier, Stale::GiveUp, &statement).await
    }

    /// Begins a transaction within this one.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn savepoint(&mut self) -> Result<Transaction<'_>> {
        self.doubt.begin();
        let begun = self.carrier.carry(pin!(self.inner.transaction())).await;
        let inner = self.doubt.end(begun.map_err(Error::from))?;
        let (doubt, around) = (Doubt::default(), Some(&self.doubt));
        Ok(Transaction { inner, prepare: self.prepare, carrier: self.carrier, doubt, around })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints, another transaction in the way, a transaction of which a
    /// statement has failed.
    pub async fn commit(self) -> Result<()> {
        let Self { inner, carrier, doubt, around, .. } = self;
        let Some(around) = around else {
            if doubt.is_there() {
                carrier.carry(pin!(inner.client().batch_execute(PROBE))).await?;
            }
            return Ok(carrier.carry(pin!(inner.commit())).await?);
        };
        around.begin();
        around.end(carrier.carry(pin!(inner.commit())).await.map_err(Error::from))
    }

    /// Undoes everything, and waits until it is undone.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.carrier.carry(pin!(self.inner.rollback())).await?)
    }
}
