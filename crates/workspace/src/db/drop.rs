//! For development: drops the configured database.

use icms_connect::{Purpose, Session};
use icms_ddl::database;
pub use icms_ddl::database::Connections;
use icms_diagnostic::Diagnostic;
use icms_sql::{Name, quote_literal};

use super::maintenance;
use crate::migrate::protection;
use crate::{Outcome, Project, codes};

/// The database that is about to go, when that is allowed.
///
/// # Errors
/// A protected database (exit 4), one that cannot be reached.
pub fn prospect(project: &Project) -> Outcome<String> {
    let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
    protection::forbid("dropping the database", &mut session, project)?;
    Ok(session.database().to_owned())
}

/// Drops it; returns its name.
///
/// # Errors
/// A protected database (exit 4), others who are connected, a role that may not.
pub fn run(connections: Connections, project: &Project) -> Outcome<String> {
    let name = prospect(project)?;
    let mut session = maintenance(&project.require_database()?)?;
    let forced = session.version().major >= 13;
    if connections == Connections::Ended && !forced {
        let end = format!(
            "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = {}",
            quote_literal(&name)
        );
        session.texts(&end).map_err(Diagnostic::from)?;
    }
    let connections = if forced { connections } else { Connections::Kept };
    let drop = database::drop(&Name::new(&name), connections);
    session.batch_execute(&drop.sql).map_err(|error| {
        let in_use = error.is("55006");
        let refused = Diagnostic::from(error);
        if !in_use {
            return refused;
        }
        let refused = refused.within(codes::IN_USE, "nothing was dropped: ");
        refused.help("stop the application, or say --force: it ends the other connections")
    })?;
    Ok(name)
}
