//! A client on `tokio-postgres`.

use crate::{Query, Result};

/// A connection.
pub struct AsyncClient {
    inner: tokio_postgres::Client,
}

impl AsyncClient {
    /// Over an open connection, whose other half must be polled by a task.
    #[must_use]
    pub const fn new(inner: tokio_postgres::Client) -> Self {
        Self { inner }
    }

    /// Runs a query.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub async fn run<Q: Query>(&self, query: Q) -> Result<Q::Output> {
        let statement = query.statement();
        Q::read(&self.inner.query(&statement.sql, &statement.borrowed()).await?)
    }

    /// Begins a transaction. It is undone unless it is committed.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn begin(&mut self) -> Result<AsyncTransaction<'_>> {
        Ok(AsyncTransaction { inner: self.inner.transaction().await? })
    }
}

/// A transaction. Dropping it undoes everything.
pub struct AsyncTransaction<'c> {
    inner: tokio_postgres::Transaction<'c>,
}

impl AsyncTransaction<'_> {
    /// Runs a query.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub async fn run<Q: Query>(&self, query: Q) -> Result<Q::Output> {
        let statement = query.statement();
        Q::read(&self.inner.query(&statement.sql, &statement.borrowed()).await?)
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }
}
