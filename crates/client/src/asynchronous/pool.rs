//! A pool of connections, each with its prepared statements.

use std::fmt;

use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Config, Socket};

use crate::schema::Schema;
use crate::{Db, Error};

/// Connections on loan: `pool.get().await?` gives one, dropping it gives it back.
pub type Pool<T> = deadpool::managed::Pool<PoolManager<T>>;

/// Opens the connections of a pool.
pub struct PoolManager<T> {
    config: Config,
    tls: T,
    unprepared: Option<&'static Schema>,
}

impl<T> fmt::Debug for PoolManager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The configuration holds the password.
        f.debug_struct("PoolManager").finish_non_exhaustive()
    }
}

impl<T> PoolManager<T> {
    /// Connections to this server.
    pub const fn new(config: Config, tls: T) -> Self {
        Self { config, tls, unprepared: None }
    }

    /// Without prepared statements: see [`Db::unprepared`].
    #[must_use]
    pub const fn unprepared(mut self, schema: &'static Schema) -> Self {
        self.unprepared = Some(schema);
        self
    }
}

impl<T> Manager for PoolManager<T>
where
    T: MakeTlsConnect<Socket> + Clone + Send + Sync + 'static,
    T::Stream: Send + Sync + 'static,
    T::TlsConnect: Send + Sync,
    <T::TlsConnect as tokio_postgres::tls::TlsConnect<Socket>>::Future: Send,
{
    type Type = Db;
    type Error = Error;

    async fn create(&self) -> Result<Db, Error> {
        match self.unprepared {
            Some(schema) => Db::connect_unprepared(&self.config, self.tls.clone(), schema).await,
            None => Db::connect(&self.config, self.tls.clone()).await,
        }
    }

    async fn recycle(&self, db: &mut Db, _: &Metrics) -> RecycleResult<Error> {
        if db.inner().is_closed() {
            return Err(RecycleError::message("the connection is closed"));
        }
        if db.is_outdated() {
            return Err(RecycleError::message("types of the database have changed"));
        }
        if self.unprepared.is_some() {
            // A rollback may be on its way, or an answer that nobody waits for any more.
            db.inner().batch_execute("").await.map_err(|error| RecycleError::Backend(error.into()))?;
        }
        Ok(())
    }
}

impl From<deadpool::managed::PoolError<Self>> for Error {
    fn from(error: deadpool::managed::PoolError<Self>) -> Self {
        match error {
            deadpool::managed::PoolError::Backend(error) => error,
            other => Self::Pool(other.to_string()),
        }
    }
}
