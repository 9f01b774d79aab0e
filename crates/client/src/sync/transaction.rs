//! Transactions: they borrow the connection, so that nothing can slip out of them.

use std::fmt;

use super::run::{self, Stale};
use crate::prepare::Prepare;
use crate::stream::Rows;
use crate::{Plan, Result};

/// A transaction. Dropping it undoes everything.
pub struct SyncTransaction<'c> {
    inner: postgres::Transaction<'c>,
    prepare: &'c Prepare,
}

impl fmt::Debug for SyncTransaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncTransaction").finish_non_exhaustive()
    }
}

impl<'c> SyncTransaction<'c> {
    pub(super) const fn new(inner: postgres::Transaction<'c>, prepare: &'c Prepare) -> Self {
        Self { inner, prepare }
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        run::drive(&mut self.inner, self.prepare, Stale::GiveUp, plan.begin()?)
    }

    /// Hands rows to `each` one by one, as they arrive.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read, what `each` says.
    pub fn for_each<Q: Rows>(&mut self, query: Q, each: impl FnMut(Q::Row) -> Result<()>) -> Result<()> {
        run::for_each(&mut self.inner, self.prepare, query, each)
    }

    /// Begins a transaction within this one.
    ///
    /// # Errors
    /// A broken connection.
    pub fn savepoint(&mut self) -> Result<SyncTransaction<'_>> {
        Ok(SyncTransaction { inner: self.inner.transaction()?, prepare: self.prepare })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints, another transaction in the way.
    pub fn commit(self) -> Result<()> {
        Ok(self.inner.commit()?)
    }

    /// Undoes everything, and waits until it is undone.
    ///
    /// # Errors
    /// A broken connection.
    pub fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback()?)
    }
}
