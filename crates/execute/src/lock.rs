//! One migration at a time: a session advisory lock, held by a session of its own.

use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;

use crate::codes;

/// The two keys of the advisory lock; advisory locks are per database. The letters of `icms`, then `migr`.
const KEYS: &str = "1768123763, 1835624306";

/// The lock, for as long as the value lives.
#[derive(Debug)]
pub struct MigrationLock {
    // The server lets the lock go when the session ends.
    _session: Session,
}

impl MigrationLock {
    /// Takes the lock, trying for as long as `patience`.
    ///
    /// A lock that waits inside the server would itself block `CREATE INDEX CONCURRENTLY`, so it is asked for again
    /// and again instead.
    ///
    /// # Errors
    /// When somebody else holds it for longer, named with their process, application and since when.
    pub fn take(url: &Url, patience: Duration) -> Result<Self, Box<Diagnostic>> {
        let mut session = Session::open(url, Purpose::Write)?;
        let started = Instant::now();
        loop {
            let rows = session
                .texts(&format!("SELECT pg_catalog.pg_try_advisory_lock({KEYS})"))
                .map_err(Diagnostic::from)?;
            if rows.iter().flatten().flatten().any(|value| value == "t") {
                return Ok(Self { _session: session });
            }
            if started.elapsed() >= patience {
                return Err(Box::new(held(&mut session)));
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

fn held(session: &mut Session) -> Diagnostic {
    let holder = "SELECT a.pid, a.application_name, a.usename, a.backend_start::timestamp(0) FROM pg_catalog.pg_locks l \
                  JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted \
                  AND l.classid = 1768123763 AND l.objid = 1835624306";
    let who = session.texts(holder).unwrap_or_default();
    let who = who.first().map(|row| {
        let cell = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or("?");
        format!(": process {} ({}, role {}), connected since {}", cell(0), cell(1), cell(2), cell(3))
    });
    let message = format!("somebody else migrates this database{}", who.unwrap_or_default());
    Diagnostic::error(codes::LOCKED, message)
        .help("wait for it; if it is dead, end its session with `select pg_terminate_backend(<process>)`")
}
