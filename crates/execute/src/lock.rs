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
use crate::program::Programs;

/// The first key of the advisory lock: the letters of `icms`. Advisory locks are per database.
const FIRST: u32 = 1_768_123_763;

/// The second key, for a ledger in this namespace: the letters of `migr` for `public`, else a number made of its name. Two
/// namespaces that happen to have the same number wait for each other, and nothing worse.
fn second(home: &str) -> u32 {
    const PUBLIC: u32 = 1_835_624_306;
    if home == "public" {
        return PUBLIC;
    }
    // FNV-1a; oids of `pg_locks` and the server's integers agree below 2³¹.
    let hash =
        home.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    hash & 0x7fff_ffff
}

/// The two keys of the advisory lock for the ledger of a session.
fn keys(session: &Session) -> String {
    format!("{FIRST}, {}", second(session.home()))
}

/// A condition on `pg_locks` that holds for the lock of a session's ledger.
pub(crate) fn held_by(session: &Session) -> String {
    let second = second(session.home());
    format!("locktype = 'advisory' AND granted AND classid = {FIRST} AND objid = {second} AND objsubid = 2")
}

/// The lock and the session that holds it, for as long as the value lives.
#[derive(Debug)]
pub struct MigrationLock {
    pub(crate) session: Session,
    pub(crate) programs: Programs,
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
        Self::over(Session::open(url, Purpose::Write)?, patience, observer)
    }

    /// Takes the lock in a session that is open, for the ledger where it is at home.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn over(
        mut session: Session,
        patience: Duration,
        observer: &Observer<'_>,
    ) -> Result<Self, Box<Diagnostic>> {
        let keys = keys(&session);
        let started = Instant::now();
        let mut said = started;
        loop {
            let rows = session
                .texts(&format!("SELECT pg_catalog.pg_try_advisory_lock({keys})"))
                .map_err(Diagnostic::from)?;
            if rows.iter().flatten().flatten().any(|value| value == "t") {
                return Ok(Self { session, programs: Programs::default() });
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

    /// Lets migrations under this lock run these programs; without, they run none.
    pub fn permit(&mut self, programs: Programs) {
        self.programs = programs;
    }

    /// The session that holds it, to work with.
    pub const fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Lets go of it and of nothing else; none when the connection is of no more use.
    #[must_use]
    pub fn release(mut self) -> Option<Session> {
        let unlock = format!(
            "ROLLBACK; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DISCARD TEMP; \
             SELECT pg_catalog.pg_advisory_unlock({})",
            keys(&self.session)
        );
        let rows = self.session.texts(&unlock).ok()?;
        let freed = rows.iter().flatten().flatten().any(|value| value == "t");
        freed.then_some(self.session)
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
         JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE {} \
         AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())",
        held_by(session)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledgers_of_several_namespaces_have_several_locks() {
        assert_eq!(second("public"), 1_835_624_306);
        assert_ne!(second("tenant_1"), second("tenant_2"));
        assert!((0..10_000).all(|n| i32::try_from(second(&format!("tenant_{n}"))).is_ok()));
    }
}
