//! Transactions: they borrow the connection, so that nothing can slip out of them.

use std::fmt;

use super::run;
use crate::doubt::{Doubt, PROBE};
use crate::prepare::{Prepare, Stale};
use crate::stream::Rows;
use crate::{Error, Plan, Result};

/// A transaction. Dropping it undoes everything.
pub struct SyncTransaction<'c> {
    inner: postgres::Transaction<'c>,
    prepare: &'c Prepare,
    doubt: Doubt,
    /// Of the transaction around this one.
    around: Option<&'c Doubt>,
}

impl fmt::Debug for SyncTransaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncTransaction").finish_non_exhaustive()
    }
}

impl<'c> SyncTransaction<'c> {
    pub(super) fn new(inner: postgres::Transaction<'c>, prepare: &'c Prepare) -> Self {
        Self { inner, prepare, doubt: Doubt::default(), around: None }
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        let first = plan.begin()?;
        self.doubt.begin();
        self.doubt.end(run::drive(&mut self.inner, self.prepare, Stale::GiveUp, first))
    }

    /// Hands rows to `each` one by one, as they arrive.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read, what `each` says.
    pub fn for_each<Q: Rows>(&mut self, query: Q, each: impl FnMut(Q::Row) -> Result<()>) -> Result<()> {
        self.doubt.begin();
        self.doubt.end(run::for_each(&mut self.inner, self.prepare, Stale::GiveUp, query, each))
    }

    /// Begins a transaction within this one.
    ///
    /// # Errors
    /// A broken connection.
    pub fn savepoint(&mut self) -> Result<SyncTransaction<'_>> {
        self.doubt.begin();
        let inner = self.doubt.end(self.inner.transaction().map_err(Error::from))?;
        let (doubt, around) = (Doubt::default(), Some(&self.doubt));
        Ok(SyncTransaction { inner, prepare: self.prepare, doubt, around })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints, another transaction in the way, a transaction of which a
    /// statement has failed.
    pub fn commit(self) -> Result<()> {
        let Self { mut inner, doubt, around, .. } = self;
        let Some(around) = around else {
            if doubt.is_there() {
                inner.batch_execute(PROBE)?;
            }
            return Ok(inner.commit()?);
        };
        around.begin();
        around.end(inner.commit().map_err(Error::from))
    }

    /// Undoes everything, and waits until it is undone.
    ///
    /// # Errors
    /// A broken connection.
    pub fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback()?)
    }
}
