//! One migration at a time: a session advisory lock, held by the session that does the work.
//!
//! The lock lives as long as the server process that runs the statements. When the tool dies in the middle of a long
//! statement, the server goes on with it, and the next deployer waits until that is over instead of meeting it.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;

use crate::codes;
use crate::event::{Event, Observer};

/// The two keys of the advisory lock; advisory locks are per database. The letters of `icms`, then `migr`.
const KEYS: &str = "1768123763, 1835624306";

/// A condition on `pg_locks` that holds for this lock.
pub(crate) const HELD: &str =
    "locktype = 'advisory' AND granted AND classid = 1768123763 AND objid = 1835624306 AND objsubid = 2";

/// The lock and the session that holds it, for as long as the value lives.
#[derive(Debug)]
pub struct MigrationLock {
    session: Session,
}

impl MigrationLock {
    /// Takes the lock, trying for as long as `patience`.
    ///
    /// A lock that waits inside the server would itself block `CREATE INDEX CONCURRENTLY`, which waits for every older
    /// snapshot; so it is asked for again and again instead, at uneven intervals.
    ///
    /// # Errors
    /// When somebody else holds it for longer, named with their process, application and since when.
    pub fn take(url: &Url, patience: Duration, observer: &Observer<'_>) -> Result<Self, Box<Diagnostic>> {
        let mut session = Session::open(url, Purpose::Write)?;
        let started = Instant::now();
        let mut said = started;
        loop {
            let rows = session
                .texts(&format!("SELECT pg_catalog.pg_try_advisory_lock({KEYS})"))
                .map_err(Diagnostic::from)?;
            if rows.iter().flatten().flatten().any(|value| value == "t") {
                return Ok(Self { session });
            }
            if started.elapsed() >= patience {
                return Err(Box::new(held(&mut session)));
            }
            if said.elapsed() >= Duration::from_secs(1) {
                said = Instant::now();
                observer(Event::WaitsForDeployer { holder: &holder(&mut session) });
            }
            std::thread::sleep(uneven(Duration::from_millis(150)));
        }
    }

    /// The session that holds it, to work with.
    pub const fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

/// Between half and one and a half times as long, so that many who wait do not ask at once.
pub(crate) fn uneven(span: Duration) -> Duration {
    let random = RandomState::new().hash_one(()) % 1000;
    span / 2 + span * u32::try_from(random).unwrap_or(0) / 1000
}

fn holder(session: &mut Session) -> String {
    let sql = format!(
        "SELECT a.pid, a.application_name, a.usename, a.backend_start::timestamp(0) FROM pg_catalog.pg_locks l \
         JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE {HELD} \
         AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
    );
    let who = session.texts(&sql).unwrap_or_default();
    let Some(row) = who.first() else { return "a session that has just ended".to_owned() };
    let cell = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or("?");
    format!("process {} ({}, role {}), connected since {}", cell(0), cell(1), cell(2), cell(3))
}

fn held(session: &mut Session) -> Diagnostic {
    let message = format!("somebody else migrates this database: {}", holder(session));
    Diagnostic::error(codes::LOCKED, message)
        .help("wait for it (`--wait <seconds>`); `icms migrate lock status` tells what it does, `lock clear` ends a dead one")
}
