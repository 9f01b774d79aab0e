//! A blocking client on `postgres`.

#[cfg(feature = "r2d2")]
mod pool;
mod run;
mod transaction;

use std::fmt;

#[cfg(feature = "r2d2")]
pub use pool::{SyncPool, SyncPoolManager};
pub use transaction::SyncTransaction;

use crate::cache::{CAPACITY, Cache};
use crate::prepare::{Prepare, Stale, own_types};
use crate::schema::{self, Drift, OnDrift, Schema};
use crate::stream::Rows;
use crate::{Plan, Result, TransactionOptions};

/// A connection with its prepared statements.
pub struct SyncDb {
    client: postgres::Client,
    prepare: Prepare,
}

impl fmt::Debug for SyncDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncDb").finish_non_exhaustive()
    }
}

impl SyncDb {
    /// Over an open connection.
    #[must_use]
    pub fn new(client: postgres::Client) -> Self {
        Self::with_cache(client, CAPACITY)
    }

    /// With so many statements kept prepared.
    #[must_use]
    pub fn with_cache(client: postgres::Client, statements: usize) -> Self {
        Self { client, prepare: Prepare::Kept(Cache::new(statements)) }
    }

    /// Without prepared statements: for poolers that lend a server for one transaction only. Types that the schema has
    /// of its own (enums, domains …) are looked up once, now.
    ///
    /// # Errors
    /// A broken connection; a type that does not exist, such as that of an extension that is not installed.
    pub fn unprepared(mut client: postgres::Client, schema: &Schema) -> Result<Self> {
        let mut types = Vec::new();
        if let Some(sql) = own_types(schema) {
            // In one transaction, and so on one server; what the driver prepares for it must not stay there.
            let mut transaction = client.transaction()?;
            transaction.batch_execute("DEALLOCATE ALL")?;
            let statement = transaction.prepare(&sql)?;
            types.extend(statement.columns().iter().map(|column| column.type_().clone()));
            // What closes it goes ahead: nobody waits for its answer, at which a pooler would give the server away.
            drop(statement);
            transaction.batch_execute("DEALLOCATE ALL")?;
            transaction.commit()?;
        }
        Ok(Self { client, prepare: Prepare::Never(types.into()) })
    }

    /// The driver's connection.
    pub const fn inner(&mut self) -> &mut postgres::Client {
        &mut self.client
    }

    /// Whether types have changed since it was opened.
    #[cfg(feature = "r2d2")]
    pub(crate) fn is_outdated(&self) -> bool {
        self.prepare.is_outdated()
    }

    /// How many statements are kept prepared.
    pub fn cached_statements(&self) -> usize {
        self.prepare.len()
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn run<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        run::drive(&mut self.client, &self.prepare, Stale::Again, plan.begin()?)
    }

    /// Runs plans one after the other.
    ///
    /// # Errors
    /// The first error; the plans behind it do not run.
    pub fn run_all<P: Plan>(&mut self, plans: impl IntoIterator<Item = P>) -> Result<Vec<P::Output>> {
        plans.into_iter().map(|plan| self.run(plan)).collect()
    }

    /// Hands rows to `each` one by one, as they arrive.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read, what `each` says.
    pub fn for_each<Q: Rows>(&mut self, query: Q, each: impl FnMut(Q::Row) -> Result<()>) -> Result<()> {
        run::for_each(&mut self.client, &self.prepare, Stale::Again, query, each)
    }

    /// How the server would run the first statement of a plan.
    ///
    /// # Errors
    /// What the server refuses.
    pub fn explain<P: Plan>(&mut self, plan: P) -> Result<String> {
        run::explain(&mut self.client, &self.prepare, plan.begin()?)
    }

    /// Begins a transaction. It is undone unless it is committed.
    ///
    /// # Errors
    /// A broken connection.
    pub fn begin(&mut self) -> Result<SyncTransaction<'_>> {
        self.begin_with(TransactionOptions::default())
    }

    /// Begins a transaction that runs so.
    ///
    /// # Errors
    /// A broken connection.
    pub fn begin_with(&mut self, options: TransactionOptions) -> Result<SyncTransaction<'_>> {
        let mut builder = self.client.build_transaction();
        if let Some(level) = options.level() {
            builder = builder.isolation_level(level);
        }
        if let Some(read_only) = options.read_only() {
            builder = builder.read_only(read_only);
        }
        let inner = builder.start()?;
        Ok(SyncTransaction::new(inner, &self.prepare))
    }

    /// Runs `body` in a transaction and commits it; runs it again when another transaction was in the way.
    ///
    /// # Errors
    /// What `body` says, or the server at the end.
    pub fn transaction<T>(
        &mut self,
        options: TransactionOptions,
        mut body: impl FnMut(&mut SyncTransaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut left = options.retries;
        loop {
            let mut transaction = self.begin_with(options)?;
            let result = body(&mut transaction).and_then(|value| transaction.commit().map(|()| value));
            match result {
                Err(error) if error.is_retryable() && left > 0 => left -= 1,
                result => return result,
            }
        }
    }

    /// Runs a plan of several statements: all of them happen or none.
    ///
    /// # Errors
    /// What the server refuses, rows that cannot be read.
    pub fn atomically<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        let mut transaction = self.begin()?;
        let output = transaction.run(plan)?;
        transaction.commit()?;
        Ok(output)
    }

    /// Whether the database is what the client was made for.
    ///
    /// # Errors
    /// With [`OnDrift::Fail`], what differs.
    pub fn check_schema(&mut self, schema: &Schema, on: OnDrift) -> Result<Vec<Drift>> {
        if on == OnDrift::Ignore {
            return Ok(Vec::new());
        }
        let columns = self.run(schema::columns(schema))?;
        let labels = self.run(schema::labels(schema))?;
        schema::judged(schema::compare(schema, columns, labels), on)
    }
}
