//! Who holds the migration lock, and clearing one whose holder is dead.

use std::time::Duration;

use icms_connect::{Purpose, Session};
use icms_diagnostic::Diagnostic;
pub use icms_execute::{Activity, Holder, SILENCE};

use super::protection;
use crate::{Exit, Failure, Outcome, Project, codes};

/// Who holds the lock of the configured database.
///
/// # Errors
/// No database, or one that cannot be reached.
pub fn holder(project: &Project) -> Outcome<Option<Holder>> {
    let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
    Ok(Holder::of(&mut session)?)
}

/// Ends the holder if it has been silent for this long; returns whom, or none when nobody held the lock.
///
/// # Errors
/// A holder that lives, or of which that cannot be known (exit 4).
pub fn clear(silence: Duration, project: &Project) -> Outcome<Option<Holder>> {
    let mut session = Session::open(&project.require_database()?, Purpose::Write)?;
    let Some(holder) = Holder::of(&mut session)? else { return Ok(None) };
    let alive = match holder.alive(silence) {
        Some(why) => Some(why),
        None if holder.end(silence, &mut session)? => None,
        None => Some("it has just come back to life".to_owned()),
    };
    if let Some(why) = alive {
        let message = format!("process {} holds the lock and is not to be ended: {why}", holder.process);
        let help = format!(
            "wait for it; if you know better: `select pg_cancel_backend({0})`, then `pg_terminate_backend({0})`",
            holder.process
        );
        let refusal = Diagnostic::error(codes::HOLDER_ALIVE, message).help(help);
        return Err(Box::new(Failure::new(Exit::Protected, refusal)));
    }
    let reason = format!("process {} of {} was silent", holder.process, holder.role);
    if icms_execute::Ledger::new(&mut session).prepare().is_ok() {
        protection::log("lock clear", None, None, Some(&reason), &mut session, project)?;
    }
    Ok(Some(holder))
}
