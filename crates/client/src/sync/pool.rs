//! A pool of connections, each with its prepared statements.

use std::fmt;

use postgres::Config;
use postgres::Socket;
use postgres::tls::{MakeTlsConnect, TlsConnect};

use crate::schema::Schema;
use crate::{Error, SyncDb};

/// Connections on loan: `pool.get()?` gives one, dropping it gives it back.
pub type SyncPool<T> = r2d2::Pool<SyncPoolManager<T>>;

/// Opens the connections of a pool.
pub struct SyncPoolManager<T> {
    config: Config,
    tls: T,
    unprepared: Option<&'static Schema>,
}

impl<T> fmt::Debug for SyncPoolManager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The configuration holds the password.
        f.debug_struct("SyncPoolManager").finish_non_exhaustive()
    }
}

impl<T> SyncPoolManager<T> {
    /// Connections to this server.
    pub const fn new(config: Config, tls: T) -> Self {
        Self { config, tls, unprepared: None }
    }

    /// Without prepared statements: see [`SyncDb::unprepared`].
    #[must_use]
    pub const fn unprepared(mut self, schema: &'static Schema) -> Self {
        self.unprepared = Some(schema);
        self
    }
}

impl<T> r2d2::ManageConnection for SyncPoolManager<T>
where
    T: MakeTlsConnect<Socket> + Clone + Send + Sync + 'static,
    T::TlsConnect: Send,
    T::Stream: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    type Connection = SyncDb;
    type Error = Error;

    fn connect(&self) -> Result<SyncDb, Error> {
        let client = self.config.connect(self.tls.clone())?;
        match self.unprepared {
            Some(schema) => SyncDb::unprepared(client, schema),
            None => Ok(SyncDb::new(client)),
        }
    }

    fn is_valid(&self, db: &mut SyncDb) -> Result<(), Error> {
        Ok(db.inner().simple_query("").map(|_| ())?)
    }

    fn has_broken(&self, db: &mut SyncDb) -> bool {
        db.inner().is_closed() || db.is_outdated()
    }
}

impl From<r2d2::Error> for Error {
    fn from(error: r2d2::Error) -> Self {
        Self::Pool(error.to_string())
    }
}
