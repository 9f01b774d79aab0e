//! An open connection that knows its server.

use std::fmt;
use std::time::Duration;

use icms_diagnostic::Diagnostic;
use postgres::types::ToSql;
use postgres::{Client, Row, SimpleQueryMessage};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::codes;
use crate::error::DatabaseError;
use crate::home::Home;
use crate::login::{Login, process_environment};
use crate::open::{self, Notices};
use crate::snapshot::{Snapshot, SnapshotId};
use crate::url::Url;
use crate::version::ServerVersion;

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To look: the server itself refuses every write.
    Read,
    /// To change.
    Write,
}

/// An open connection to a supported server.
pub struct Session {
    client: Client,
    tls: MakeRustlsConnect,
    notices: Notices,
    url: Url,
    purpose: Purpose,
    facts: Facts,
    home: Option<Home>,
}

/// What the server says about itself and us.
struct Facts {
    version: ServerVersion,
    role: String,
    database: String,
    backend: i32,
}

impl Session {
    /// Connects. What the URL leaves open comes from the environment, as in libpq. Where the URL is
    /// [at home](Url::at_home), the session is too.
    pub fn open(url: &Url, purpose: Purpose) -> Result<Self, Diagnostic> {
        let opened = open::open(&Login::of(url, &process_environment)?)?;
        let mut client = opened.client;
        let facts = greet(&mut client, purpose)?;
        let (tls, notices) = (opened.tls, opened.notices);
        let mut session = Self { client, tls, notices, url: url.clone(), purpose, facts, home: None };
        if let Some(home) = url.home() {
            session.settle_in(home)?;
        }
        Ok(session)
    }

    /// A second connection to the same place.
    pub fn another(&self) -> Result<Self, Diagnostic> {
        Self::open(&self.url, self.purpose)
    }

    /// The driver's client.
    pub const fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    /// The URL it was opened with.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) const fn settled(&self) -> Option<&Home> {
        self.home.as_ref()
    }

    /// The URL follows, so that another session to the same place is at home there too.
    pub(crate) fn set_home(&mut self, home: Home) {
        self.url = self.url.at_home(&home.name);
        self.home = Some(home);
    }

    /// The server's version.
    #[must_use]
    pub const fn version(&self) -> ServerVersion {
        self.facts.version
    }

    /// The role we are.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.facts.role
    }

    /// The database we are in.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.facts.database
    }

    /// The server process that works for us, as in `pg_locks` and `pg_stat_activity`.
    #[must_use]
    pub const fn backend(&self) -> i32 {
        self.facts.backend
    }

    /// Runs a script. Several statements outside a transaction are one transaction, as the protocol has it.
    pub fn batch_execute(&mut self, sql: &str) -> Result<(), DatabaseError> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// Runs statements and says how many rows they touched.
    pub fn touched(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        let count = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::CommandComplete(rows) => *rows,
            _ => 0,
        };
        Ok(self.client.simple_query(sql)?.iter().map(count).sum())
    }

    /// Rows with their types.
    pub fn query(
        &mut self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, DatabaseError> {
        Ok(self.client.query(sql, parameters)?)
    }

    /// Rows as the server prints them, without a prepared statement.
    pub fn texts(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
        Ok(self.client.simple_query(sql)?.iter().filter_map(row_texts).collect())
    }

    /// What a `COPY … TO STDOUT` sends, as it comes.
    pub fn copy_out(&mut self, sql: &str) -> Result<postgres::CopyOutReader<'_>, DatabaseError> {
        Ok(self.client.copy_out(sql)?)
    }

    /// How long a statement may wait for a lock; zero is for ever.
    pub fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DatabaseError> {
        self.batch_execute(&format!("SET lock_timeout = {}", timeout.as_millis()))
    }

    /// How long a statement may run; zero is for ever.
    pub fn set_statement_timeout(&mut self, timeout: Duration) -> Result<(), DatabaseError> {
        self.batch_execute(&format!("SET statement_timeout = {}", timeout.as_millis()))
    }

    /// Something to stop the running statement with, from another thread.
    #[must_use]
    pub fn cancel_token(&self) -> CancelToken {
        CancelToken { token: self.client.cancel_token(), tls: self.tls.clone() }
    }

    /// Notices and warnings since the last call, in the order sent.
    pub fn take_notices(&mut self) -> Vec<DatabaseError> {
        self.notices.lock().map(|mut list| std::mem::take(&mut *list)).unwrap_or_default()
    }

    /// Everything read through it is of one moment. It ends when dropped.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>, DatabaseError> {
        Snapshot::begin(&mut self.client, None)
    }

    /// The same moment as another session's snapshot, which must still be open.
    pub fn join(&mut self, snapshot: &SnapshotId) -> Result<Snapshot<'_>, DatabaseError> {
        Snapshot::begin(&mut self.client, Some(snapshot))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("url", &self.url.to_string()).field("purpose", &self.purpose).finish()
    }
}

/// The values of one row; none for what is not a row.
pub fn row_texts(message: &SimpleQueryMessage) -> Option<Vec<Option<String>>> {
    match message {
        SimpleQueryMessage::Row(row) => Some((0..row.len()).map(|i| row.get(i).map(str::to_owned)).collect()),
        _ => None,
    }
}

/// One round trip: who is there, and the settings of the purpose.
fn greet(client: &mut Client, purpose: Purpose) -> Result<Facts, Diagnostic> {
    const WHO: &str = "SELECT current_setting('server_version_num', true), version(), current_user, \
                       current_database(), pg_backend_pid()";
    let settings = match purpose {
        Purpose::Read => "; SET default_transaction_read_only = on; SET jit = off",
        Purpose::Write => "",
    };
    let answer = client.simple_query(&format!("{WHO}{settings}")).map_err(|error| {
        let lost = crate::error::is_lost(&error);
        let said = DatabaseError::from(error);
        // A server that goes down just then is no stranger for that.
        let gone = lost || said.sqlstate.as_deref().is_some_and(|state| state.starts_with("57P"));
        if gone { said.into() } else { unknown_version(&said.message) }
    })?;
    let row = answer.iter().find_map(row_texts).unwrap_or_default();
    let mut texts = row.into_iter().map(Option::unwrap_or_default);
    let mut next = || texts.next().unwrap_or_default();
    let (number, product, role, database, backend) = (next(), next(), next(), next(), next());
    let version = supported(&number, &product)?;
    Ok(Facts { version, role, database, backend: backend.parse().unwrap_or(0) })
}

fn supported(number: &str, product: &str) -> Result<ServerVersion, Diagnostic> {
    let name = product.split(" on ").next().unwrap_or(product);
    if !product.starts_with("PostgreSQL") && !product.starts_with("EnterpriseDB") {
        return Err(unknown_version(name));
    }
    match ServerVersion::from_num(number) {
        Some(version) if version.major >= ServerVersion::OLDEST => Ok(version),
        Some(version) => Err(too_old(&format!("PostgreSQL {version}"))),
        None if number.starts_with(['8', '9']) => Err(too_old(name)),
        None => Err(unknown_version(name)),
    }
}

fn too_old(name: &str) -> Diagnostic {
    let message = format!("the server is {name}, older than the supported versions");
    Diagnostic::error(codes::VERSION_OLD, message)
        .help(format!("icms works with PostgreSQL {} and newer", ServerVersion::OLDEST))
}

fn unknown_version(said: &str) -> Diagnostic {
    Diagnostic::error(codes::VERSION_UNKNOWN, format!("the server is no PostgreSQL that icms knows: {said}"))
        .help("servers that only speak PostgreSQL's protocol have another catalogue; icms cannot work with them")
}

/// Stops the running statement of the session it comes from.
#[derive(Clone)]
pub struct CancelToken {
    token: postgres::CancelToken,
    tls: MakeRustlsConnect,
}

impl CancelToken {
    /// Asks the server; whether it was in time shows in the statement's own result.
    pub fn cancel(&self) -> Result<(), DatabaseError> {
        Ok(self.token.cancel_query(self.tls.clone())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let code = |number, product| supported(number, product).map_err(|d| d.code);
        let pg = |text| ServerVersion::from_num(text).unwrap();
        assert_eq!(code("150018", "PostgreSQL 15.18 (Debian) on x86_64"), Ok(pg("150018")));
        assert_eq!(code("190000", "PostgreSQL 19devel on x86_64"), Ok(pg("190000")));
        assert_eq!(code("110022", "PostgreSQL 11.22 on x86_64"), Err(codes::VERSION_OLD));
        assert_eq!(code("90624", "PostgreSQL 9.6.24 on x86_64"), Err(codes::VERSION_OLD));
        assert_eq!(code("", "PostgreSQL ?"), Err(codes::VERSION_UNKNOWN));
        assert_eq!(code("130000", "CockroachDB CCL v23.1"), Err(codes::VERSION_UNKNOWN));
        assert_eq!(pg("150018").to_string(), "15.18");
    }
}
