//! A second connection that says for whom the running statement waits.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use icms_connect::{Purpose, Session, Url};

use crate::event::{Event, Observer};

/// How often it looks, and how long a statement may run before it begins to.
const EVERY: Duration = Duration::from_secs(1);

/// Tells the watching thread when to end.
#[derive(Debug, Default)]
pub struct Bell {
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Bell {
    /// The work is done.
    fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    /// Waits for the next look; true when the work is done.
    fn wait(&self) -> bool {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(rung, EVERY, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Rings when it goes, however the work ends: nobody waits for the watcher of work that panicked.
#[derive(Debug)]
pub struct Ringer<'b>(pub &'b Bell);

impl Drop for Ringer<'_> {
    fn drop(&mut self) {
        self.0.ring();
    }
}

/// Reports who blocks the server process `backend` until the bell rings. Work that ends within a second costs no
/// connection, and a connection that cannot be had costs the report only.
pub fn watch(url: &Url, backend: i32, bell: &Bell, observer: &Observer<'_>) {
    let mut session: Option<Session> = None;
    while !bell.wait() {
        if session.is_none() {
            session = Session::open(url, Purpose::Read).ok();
        }
        let Some(open) = session.as_mut() else { return };
        let sql = format!(
            "SELECT a.pid, a.application_name, a.usename, a.state, \
             pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - a.xact_start) \
             FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids({backend})) AS b (pid) \
             JOIN pg_catalog.pg_stat_activity a USING (pid) ORDER BY a.xact_start LIMIT 1"
        );
        let Ok(rows) = open.texts(&sql) else { return };
        if let Some(row) = rows.first() {
            let cell = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or("?");
            let blocker = format!(
                "process {} ({}, role {}, {}, in its transaction for {})",
                cell(0),
                cell(1),
                cell(2),
                cell(3),
                cell(4)
            );
            observer(Event::WaitsForLock { blocker: &blocker });
        }
    }
}
