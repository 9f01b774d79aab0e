//! A blocking client on `postgres`.

use postgres::types::ToSql;

use crate::{Query, Result};

/// A connection.
pub struct Client {
    inner: postgres::Client,
}

impl Client {
    /// Over an open connection.
    #[must_use]
    pub const fn new(inner: postgres::Client) -> Self {
        Self { inner }
    }

    /// Runs a query.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<Q: Query>(&mut self, query: Q) -> Result<Q::Output> {
        run::<Q, _>(query, |sql, parameters| self.inner.query(sql, parameters))
    }

    /// Begins a transaction. It is undone unless it is committed.
    ///
    /// # Errors
    /// A broken connection.
    pub fn begin(&mut self) -> Result<Transaction<'_>> {
        Ok(Transaction { inner: self.inner.transaction()? })
    }

    /// The driver's connection.
    pub const fn inner(&mut self) -> &mut postgres::Client {
        &mut self.inner
    }
}

/// A transaction. Dropping it undoes everything.
pub struct Transaction<'c> {
    inner: postgres::Transaction<'c>,
}

impl Transaction<'_> {
    /// Runs a query.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<Q: Query>(&mut self, query: Q) -> Result<Q::Output> {
        run::<Q, _>(query, |sql, parameters| self.inner.query(sql, parameters))
    }

    /// Begins a transaction within this one.
    ///
    /// # Errors
    /// A broken connection.
    pub fn savepoint(&mut self) -> Result<Transaction<'_>> {
        Ok(Transaction { inner: self.inner.transaction()? })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// What the server refuses at the end: deferred constraints.
    pub fn commit(self) -> Result<()> {
        Ok(self.inner.commit()?)
    }
}

type Rows = std::result::Result<Vec<postgres::Row>, postgres::Error>;

fn run<Q: Query, F>(query: Q, send: F) -> Result<Q::Output>
where
    F: FnOnce(&str, &[&(dyn ToSql + Sync)]) -> Rows,
{
    let statement = query.statement();
    Q::read(&send(&statement.sql, &statement.borrowed())?)
}
