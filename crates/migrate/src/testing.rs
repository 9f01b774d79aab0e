//! A database of its own for each test: a copy of a template to which the migrations were applied once.
//!
//! The server is that of `DATABASE_URL`, or a throw-away one. The template's name carries a hash of the migrations, so that
//! processes share it and a change makes another. The copy is dropped when the test succeeds, and kept when it fails.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use icms_connect::{DatabaseError, Purpose, Session, Url};
use icms_ddl::database::{self, Connections};
use icms_diagnostic::Diagnostic;
use icms_embedded::{Scratch, ScratchConfig};
use icms_execute::{Ledger, codes};
use icms_journal::Checksum;
use icms_sql::{Name, quote_literal};

use crate::{Error, Migrations};

/// The database of one test.
#[derive(Debug)]
pub struct TestDatabase {
    url: Url,
    server: Url,
}

impl TestDatabase {
    /// Its URL, to connect with.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.reveal()
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.url.database().unwrap_or_default()
    }

    /// A new copy of what these migrations make. Whoever takes it drops it.
    ///
    /// # Errors
    /// No server, or a protected database; a migration that fails.
    pub fn new(test: &str, migrations: Migrations) -> Result<Self, Error> {
        let server = server()?;
        let mut session = Session::open(&server, Purpose::Write)?;
        if let Some(environment) = Ledger::new(&mut session).meta("protected")? {
            let message = format!(
                "DATABASE_URL is the protected database of `{environment}`: tests make databases beside it"
            );
            return Err(Error::new(codes::TEST_DATABASE, message, "name a database of a development server"));
        }
        let template = template(&mut session, &server, migrations)?;
        let name = unique(test);
        run_statement(&mut session, &database::copy(&Name::new(&name), &Name::new(template)).sql)?;
        Ok(Self { url: server.with_database(&name), server })
    }

    /// Drops it, cutting off whoever is still connected.
    ///
    /// # Errors
    /// What the server says.
    pub fn drop(self) -> Result<(), Error> {
        let mut session = Session::open(&self.server, Purpose::Write)?;
        run_statement(&mut session, &database::drop(&Name::new(self.name()), Connections::Ended).sql)
    }
}

/// How a test ends.
pub trait Verdict {
    /// Whether it succeeded.
    fn is_success(&self) -> bool;
}

impl Verdict for () {
    fn is_success(&self) -> bool {
        true
    }
}

impl<T, E> Verdict for Result<T, E> {
    fn is_success(&self) -> bool {
        self.is_ok()
    }
}

/// Runs a test on a database of its own; what `#[icms_migrate::test]` calls.
///
/// # Panics
/// As the test does; when there is no database to be had.
pub fn run<T: Verdict>(test: &str, migrations: Migrations, body: impl FnOnce(&TestDatabase) -> T) -> T {
    let database = TestDatabase::new(test, migrations).unwrap_or_else(|error| panic!("{error}"));
    let ended = catch_unwind(AssertUnwindSafe(|| body(&database)));
    if ended.as_ref().is_ok_and(Verdict::is_success) {
        if let Err(error) = database.drop() {
            eprintln!("the database of {test} is left: {error}");
        }
    } else {
        eprintln!("the database of {test} is kept: {}", database.url);
    }
    ended.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs a test's future to its end.
///
/// # Panics
/// When there is no runtime to be had.
#[cfg(feature = "async")]
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap_or_else(|error| panic!("no runtime: {error}")).block_on(future)
}

/// The server that tests make databases on.
fn server() -> Result<Url, Error> {
    match std::env::var("DATABASE_URL") {
        Ok(text) if !text.is_empty() => Ok(Url::parse(&text)?),
        _ => Ok(Scratch::shared(&ScratchConfig::default())?.url()),
    }
}

/// The name of the template, which is made where it is missing; one process does it and the others wait.
fn template(session: &mut Session, server: &Url, migrations: Migrations) -> Result<String, Error> {
    let texts: Vec<String> = migrations
        .list()
        .iter()
        .flat_map(|m| m.files.iter().map(|(name, text)| format!("{}/{name}\n{text}\n", m.id)))
        .collect();
    let hash = Checksum::of(&texts.concat());
    let name = format!("icms_template_{}", hash.as_str().get(..16).unwrap_or_default());
    let key = quote_literal(&name);
    run_statement(session, &format!("SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtext({key}))"))?;
    let made = make_template(session, server, &name, migrations);
    run_statement(session, &format!("SELECT pg_catalog.pg_advisory_unlock(pg_catalog.hashtext({key}))"))?;
    made.map(|()| name)
}

fn make_template(
    session: &mut Session,
    server: &Url,
    name: &str,
    migrations: Migrations,
) -> Result<(), Error> {
    let ready = format!(
        "SELECT FROM pg_catalog.pg_database WHERE datname = {} AND datistemplate",
        quote_literal(name)
    );
    if !session.texts(&ready).map_err(Diagnostic::from)?.is_empty() {
        return Ok(());
    }
    let database = Name::new(name);
    // One without the mark is what a process that died left behind.
    let there = format!("SELECT FROM pg_catalog.pg_database WHERE datname = {}", quote_literal(name));
    if !session.texts(&there).map_err(Diagnostic::from)?.is_empty() {
        run_statement(session, &database::drop(&database, Connections::Ended).sql)?;
    }
    run_statement(session, &database::create(&database).sql)?;
    migrations.run(&server.with_database(name).reveal())?;
    run_statement(session, &database::mark_as_template(&database).sql)
}

fn run_statement(session: &mut Session, sql: &str) -> Result<(), Error> {
    session.batch_execute(sql).map_err(|error: DatabaseError| Error::from(Diagnostic::from(error)))
}

/// A name that tells the test, and that no other run has.
fn unique(test: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let tail = test.rsplit("::").next().unwrap_or(test);
    let shown: String = tail.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(30).collect();
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() % 1_000_000_000;
    format!("icms_{shown}_{}_{since}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
