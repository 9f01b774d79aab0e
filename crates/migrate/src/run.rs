//! At the start of a service: pending migrations are applied, or there must be none.

use std::time::Duration;

use icms_connect::{Purpose, Session};
use icms_diagnostic::FileId;
use icms_execute::{Direction, Ledger, MigrationLock, Observer, Patience, Run, apply, codes};
use icms_journal::{Entry, Journal, Migration, State};

use crate::{Error, Migrations};

/// How to run migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How long to wait for another instance that migrates.
    pub wait: Duration,
    /// How long a statement may wait for a lock, and others behind it.
    pub lock_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { wait: Duration::from_secs(600), lock_timeout: Patience::default().lock_timeout }
    }
}

impl Migrations {
    /// Applies what is pending and returns the ids of what was applied. Of many instances that start at once, one does the
    /// work and the others wait for it.
    ///
    /// # Errors
    /// A database that cannot be reached; a history that is not clean; the statement that failed: what was applied before
    /// it stays, and the next run goes on there.
    pub fn run(&self, url: &str) -> Result<Vec<String>, Error> {
        self.run_with(url, Options::default(), &|_| {})
    }

    /// The same, told of everything as it happens.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_with(
        &self,
        url: &str,
        options: Options,
        observer: &Observer<'_>,
    ) -> Result<Vec<String>, Error> {
        let (url, journal) = (self.url(url)?, self.journal()?);
        // Most starts find nothing to do, and then nobody waits for anybody.
        let mut session = Session::open(&url, Purpose::Write)?;
        if pending(&journal, &entries(&mut session, &journal)?)?.is_empty() {
            return Ok(Vec::new());
        }
        let mut lock = MigrationLock::over(session, options.wait, observer)?;
        Ledger::new(lock.session()).prepare()?;
        let applied = Ledger::new(lock.session()).recognise(&journal)?;
        let entries = icms_journal::status(&journal, &applied);
        let patience = Patience { lock_timeout: options.lock_timeout, ..Patience::default() };
        let mut done = Vec::new();
        for migration in pending(&journal, &entries)? {
            let run = Run { migration, direction: Direction::Up, text: &migration.up, file: FileId(0) };
            apply(&mut lock, run, patience, observer).map_err(|said| Error::in_script(*said, migration))?;
            done.push(migration.id.to_string());
        }
        Ok(done)
    }

    /// Looks that the database has all migrations of this program, for services whose migrations are deployed beforehand.
    ///
    /// # Errors
    /// A database that cannot be reached, migrations that are pending, a history that is not clean.
    pub fn verify(&self, url: &str) -> Result<(), Error> {
        let (url, journal) = (self.url(url)?, self.journal()?);
        let entries = entries(&mut Session::open(&url, Purpose::Read)?, &journal)?;
        let pending = pending(&journal, &entries)?;
        let Some(first) = pending.first() else { return Ok(()) };
        let message =
            format!("{} of this program's migrations are not applied, from {} on", pending.len(), first.id);
        Err(Error::new(codes::BEHIND, message, "deploy them first: `icms migrate deploy`"))
    }
}

/// Where every migration stands.
pub(crate) fn entries(session: &mut Session, journal: &Journal) -> Result<Vec<Entry>, Error> {
    Ok(icms_journal::status(journal, &Ledger::new(session).applied()?))
}

/// What is to be applied. What the database has and this program does not is of a newer release, while an older one
/// restarts: that is no reason not to start.
pub(crate) fn pending<'j>(journal: &'j Journal, entries: &[Entry]) -> Result<Vec<&'j Migration>, Error> {
    let known: Vec<Entry> = entries.iter().filter(|e| e.state != State::Missing).cloned().collect();
    icms_journal::pending(journal, &known).map_err(|entry| {
        let message = format!("{} is {} in the database", entry.id, entry.state.word());
        Error::new(codes::UNCLEAN, message, "`icms migrate status` tells what to do about it")
    })
}

#[cfg(feature = "async")]
impl Migrations {
    /// [`Self::run`] on a thread for work that blocks.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_async(self, url: &str) -> Result<Vec<String>, Error> {
        blocking(url, move |url| self.run(url)).await
    }

    /// [`Self::verify`] on a thread for work that blocks.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub async fn verify_async(self, url: &str) -> Result<(), Error> {
        blocking(url, move |url| self.verify(url)).await
    }

    /// [`Self::health`] on a thread for work that blocks.
    pub async fn health_async(self, url: &str) -> crate::Health {
        blocking(url, move |url| self.health(url)).await
    }
}

#[cfg(feature = "async")]
async fn blocking<T: Send + 'static>(url: &str, work: impl FnOnce(&str) -> T + Send + 'static) -> T {
    let url = url.to_owned();
    match tokio::task::spawn_blocking(move || work(&url)).await {
        Ok(done) => done,
        // It is not aborted, so that it can only have panicked.
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}
