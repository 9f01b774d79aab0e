//! Who holds the migration lock, and ending a holder that is dead.

use std::time::Duration;

use icms_connect::Session;
use icms_diagnostic::Diagnostic;

use crate::codes;
use crate::lock::held_by;

/// A deployer sends one statement after the other; one that has been silent for this long is not there any more.
pub const SILENCE: Duration = Duration::from_secs(60);

/// How much of a statement is shown.
const SHOWN: usize = 120;

/// The session that holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its process on the server.
    pub process: i32,
    /// The application's name.
    pub application: String,
    /// Its role.
    pub role: String,
    /// The address of its client; none for a socket on the server itself.
    pub client: Option<String>,
    /// Since when it is connected, in the server's time zone.
    pub since: String,
    /// What it does; none where this role may not see it.
    pub activity: Option<Activity>,
}

/// What a session does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// PostgreSQL's word: `active`, `idle`, `idle in transaction`.
    pub state: String,
    /// For how long.
    pub lasting: Duration,
    /// The statement it runs or ran last, without the values in it.
    pub statement: String,
}

impl Holder {
    /// Who holds the lock of this database.
    ///
    /// # Errors
    /// What the server says.
    pub fn of(session: &mut Session) -> Result<Option<Self>, Box<Diagnostic>> {
        let sql = format!(
            "SELECT a.pid, a.application_name, a.usename, pg_catalog.host(a.client_addr), \
             a.backend_start::timestamp(0)::text, a.state, \
             greatest(0, extract(epoch FROM pg_catalog.clock_timestamp() - a.state_change))::bigint, a.query \
             FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE {} AND {HERE}",
            held_by(session)
        );
        let rows = session.texts(&sql).map_err(Diagnostic::from)?;
        let Some(row) = rows.first() else { return Ok(None) };
        let cell = |at: usize| row.get(at).cloned().flatten();
        let activity = cell(5).filter(|state| !state.is_empty()).map(|state| Activity {
            state,
            lasting: Duration::from_secs(cell(6).and_then(|s| s.parse().ok()).unwrap_or(0)),
            statement: without_values(&cell(7).unwrap_or_default()),
        });
        Ok(Some(Self {
            process: cell(0).and_then(|pid| pid.parse().ok()).unwrap_or(0),
            application: cell(1).unwrap_or_default(),
            role: cell(2).unwrap_or_default(),
            client: cell(3),
            since: cell(4).unwrap_or_default(),
            activity,
        }))
    }

    /// Why it is not to be ended; none when it has been silent for this long, which is to say dead.
    #[must_use]
    pub fn alive(&self, silence: Duration) -> Option<String> {
        let Some(activity) = &self.activity else {
            return Some(format!("this role may not see what a session of {} does", self.role));
        };
        if activity.state == "active" {
            return Some(format!("it runs a statement: {}", activity.statement));
        }
        (activity.lasting < silence).then(|| {
            let (is, least) = (activity.lasting.as_secs(), silence.as_secs());
            format!("it sent its last statement {is} seconds ago; a dead one is silent for {least}")
        })
    }

    /// Ends it, if it is still as dead as it looked. Returns whether it was ended.
    ///
    /// # Errors
    /// What the server says, for example that this role may not.
    pub fn end(&self, silence: Duration, session: &mut Session) -> Result<bool, Box<Diagnostic>> {
        let sql = format!(
            "SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_locks l \
             JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE {} AND {HERE} AND a.pid = {} \
             AND a.state <> 'active' AND a.state_change <= pg_catalog.clock_timestamp() - interval '{} seconds'",
            held_by(session),
            self.process,
            silence.as_secs()
        );
        let rows = session.texts(&sql).map_err(|error| {
            let said = Diagnostic::from(error);
            Box::new(Diagnostic { code: codes::LOCKED, ..said })
        })?;
        Ok(rows.iter().flatten().flatten().any(|value| value == "t"))
    }
}

/// Advisory locks of other databases carry the same numbers.
const HERE: &str =
    "l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

/// The beginning of a statement.
fn without_values(statement: &str) -> String {
    let concealed = icms_sql::conceal(statement);
    let shown: String = concealed.chars().take(SHOWN).collect();
    if shown.len() < concealed.len() { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_of_a_statement_is_shown() {
        let shown = without_values("UPDATE t1  SET a = 'it''s\nsecret', b = 4711\nWHERE c = $$hidden$$");
        assert_eq!(shown, "UPDATE t1 SET a = '…', b = … WHERE c = $$…$$");
        assert!(without_values(&"x".repeat(500)).chars().count() <= SHOWN + 1);
    }
}
