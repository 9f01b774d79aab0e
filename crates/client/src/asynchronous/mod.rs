//! A client on `tokio-postgres`.

mod body;
mod carrier;
#[cfg(feature = "pool")]
mod pool;
mod rows;
mod run;
mod together;
mod transaction;

use std::fmt;
use std::future::Future;
use std::pin::pin;

pub use body::{Body, Within};
#[cfg(feature = "pool")]
pub use pool::{Pool, PoolManager};
pub use rows::RowStream;
pub use transaction::Transaction;

use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Config, Socket};

use carrier::Carrier;

use crate::cache::{CAPACITY, Cache};
use crate::prepare::{Prepare, Stale, own_types};
use crate::schema::{self, Drift, OnDrift, Schema};
use crate::stream::Rows;
use crate::{Plan, Result, Step, TransactionOptions};

/// A connection with its prepared statements.
pub struct Db {
    client: tokio_postgres::Client,
    prepare: Prepare,
    carrier: Carrier,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db").finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a connection and looks after it: a request that is alone on it is sent, and its answer read, by the task that
    /// asks; the rest is done by a task of its own, on the runtime that this is called on.
    ///
    /// # Errors
    /// A server that cannot be reached or refuses the login.
    pub async fn connect<T>(config: &Config, tls: T) -> Result<Self>
    where
        T: MakeTlsConnect<Socket>,
        T::Stream: Send + 'static,
    {
        let (client, connection) = config.connect(tls).await?;
        Ok(Self { carrier: Carrier::spawn(connection), ..Self::new(client) })
    }

    /// The same without prepared statements: see [`Db::unprepared`].
    ///
    /// # Errors
    /// A server that cannot be reached or refuses the login; a type that does not exist.
    pub async fn connect_unprepared<T>(config: &Config, tls: T, schema: &Schema) -> Result<Self>
    where
        T: MakeTlsConnect<Socket>,
        T::Stream: Send + 'static,
    {
        let (client, connection) = config.connect(tls).await?;
        let carrier = Carrier::spawn(connection);
        Ok(Self { carrier, ..Self::unprepared(client, schema).await? })
    }

    /// Over an open connection, whose other half must be polled by a task. [`Db::connect`] is faster.
    #[must_use]
    pub fn new(client: tokio_postgres::Client) -> Self {
        Self::with_cache(client, CAPACITY)
    }

    /// With so many statements kept prepared.
    #[must_use]
    pub fn with_cache(client: tokio_postgres::Client, statements: usize) -> Self {
        Self { client, prepare: Prepare::Kept(Cache::new(statements)), carrier: Carrier::foreign() }
    }

    /// Without prepared statements: for poolers that lend a server for one transaction only. Types that the schema has
    /// of its own (enums, domains …) are looked up once, now. Plans run one at a time: a pooler can give the server away
    /// between the answer to one and the rest of the next. A pool sees to it that nothing of the borrower before is left.
    ///
    /// # Errors
    /// A broken connection; a type that does not exist, such as that of an extension that is not installed.
    pub async fn unprepared(mut client: tokio_postgres::Client, schema: &Schema) -> Result<Self> {
        let mut types = Vec::new();
        if let Some(sql) = own_types(schema) {
            // In one transaction, and so on one server; what the driver prepares for it must not stay there.
            let transaction = client.transaction().await?;
            transaction.batch_execute("DEALLOCATE ALL").await?;
            let statement = transaction.prepare(&sql).await?;
            types.extend(statement.columns().iter().map(|column| column.type_().clone()));
            // What closes it goes ahead: nobody waits for its answer, at which a pooler would give the server away.
            drop(statement);
            transaction.batch_execute("DEALLOCATE ALL").await?;
            transaction.commit().await?;
        }
        Ok(Self { client, prepare: Prepare::Never(types.into()), carrier: Carrier::foreign() })
    }

    /// The driver's connection.
    pub const fn inner(&self) -> &tokio_postgres::Client {
        &self.client
    }

    /// Whether types have changed since it was opened.
    #[cfg(feature = "pool")]
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
    pub fn run<P: Plan>(&self, plan: P) -> impl Future<Output = Result<P::Output>> {
        // A plan is large, and its first statement is not.
        let first = plan.begin();
        async { self.carrier.carry(pin!(self.drive(first?))).await }
    }

    fn drive<T>(&self, step: Step<T>) -> impl Future<Output = Result<T>> {
        run::drive(&self.client, &self.prepare, Stale::Again, step)
    }

    /// Runs two plans at once over the one connection: the second is sent before the first is answered. Without prepared
    /// statements one after the other: a pooler can give the server away in between.
    ///
    /// # Errors
    /// The first error of either.
    pub async fn join<A: Plan, B: Plan>(&self, first: A, second: B) -> Result<(A::Output, B::Output)> {
        if self.prepare.is_never() {
            return Ok((self.run(first).await?, self.run(second).await?));
        }
        let both = futures_util::future::join(self.drive(first.begin()?), self.drive(second.begin()?));
        let (first, second) = self.carrier.carry(pin!(both)).await;
        Ok((first?, second?))
    }

    /// Runs plans at once over the one connection; the results come in their order. Without prepared statements one after
    /// the other, as in [`Self::join`].
    ///
    /// # Errors
    /// The first error of any. The others have run all the same, where they ran at once.
    pub fn run_all<P: Plan>(
        &self,
        plans: impl IntoIterator<Item = P>,
    ) -> impl Future<Output = Result<Vec<P::Output>>> {
        let steps = begun(plans);
        async {
            let steps = steps?;
            if self.prepare.is_never() {
                return self.one_by_one(steps).await;
            }
            let all = together::run_all(&self.client, &self.prepare, Stale::Again, steps);
            self.carrier.carry(pin!(all)).await
        }
    }

    async fn one_by_one<T: Send + 'static>(&self, steps: Vec<Step<T>>) -> Result<Vec<T>> {
        let mut outputs = Vec::with_capacity(steps.len());
        for step in steps {
            outputs.push(self.run(step).await?);
        }
        Ok(outputs)
    }

    /// Rows one by one, as they arrive. Read them to the end or drop them before anything else is asked: answers come in
    /// order, and wait behind rows that nobody reads.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn stream<Q: Rows>(&self, query: Q) -> Result<RowStream<Q>> {
        let (again, statement) = (Stale::Again, query.statement()?);
        RowStream::open(&self.client, &self.prepare, &self.carrier, again, &statement).await
    }

    /// How the server would run the first statement of a plan.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn explain<P: Plan>(&self, plan: P) -> Result<String> {
        let explained = run::explain(&self.client, &self.prepare, plan.begin()?);
        self.carrier.carry(pin!(explained)).await
    }

    /// Begins a transaction. It is undone unless it is committed.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn begin(&mut self) -> Result<Transaction<'_>> {
        self.begin_with(TransactionOptions::default()).await
    }

    /// Begins a transaction that runs so.
    ///
    /// # Errors
    /// A broken connection.
    pub async fn begin_with(&mut self, options: TransactionOptions) -> Result<Transaction<'_>> {
        let mut builder = self.client.build_transaction();
        if let Some(level) = options.level() {
            builder = builder.isolation_level(level);
        }
        if let Some(read_only) = options.read_only() {
            builder = builder.read_only(read_only);
        }
        let begun = self.carrier.carry(pin!(builder.start())).await?;
        Ok(Transaction::new(begun, &self.prepare, &self.carrier))
    }

    /// Runs `body` in a transaction and commits it; runs it again when another transaction was in the way:
    /// `db.transaction(options, |tx| Box::pin(async move { … }))`. It works in a task of any runtime.
    ///
    /// Nothing is kept when `body` fails or panics, or when this future is dropped.
    ///
    /// # Errors
    /// What `body` says, or the server at the end.
    pub async fn transaction<'env, T>(
        &mut self,
        options: TransactionOptions,
        mut body: impl for<'t, 'c> FnMut(&'t mut Transaction<'c>) -> Body<'env, 'c, 't, T>,
    ) -> Result<T> {
        let mut left = options.retries;
        loop {
            let mut transaction = self.begin_with(options).await?;
            let result = match body(&mut transaction).await {
                Ok(value) => transaction.commit().await.map(|()| value),
                Err(error) => {
                    // The first error is the one to tell.
                    let _ = transaction.rollback().await;
                    Err(error)
                }
            };
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
    pub async fn atomically<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        let transaction = self.begin().await?;
        let output = transaction.run(plan).await?;
        transaction.commit().await?;
        Ok(output)
    }

    /// Whether the database is what the client was made for.
    ///
    /// # Errors
    /// With [`OnDrift::Fail`], what differs.
    pub async fn check_schema(&self, schema: &Schema, on: OnDrift) -> Result<Vec<Drift>> {
        if on == OnDrift::Ignore {
            return Ok(Vec::new());
        }
        let (columns, labels) = self.join(schema::columns(schema), schema::labels(schema)).await?;
        schema::judged(schema::compare(schema, columns, labels), on)
    }
}

/// The first statements of plans. The future that runs them does not hold what the plans are made of: of an iterator that
/// borrows, the compiler could not prove that it may move between threads.
fn begun<P: Plan>(plans: impl IntoIterator<Item = P>) -> Result<Vec<Step<P::Output>>> {
    plans.into_iter().map(Plan::begin).collect()
}
