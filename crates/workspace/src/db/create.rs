//! Makes the database that the URL names.

use icms_connect::{Purpose, Session, codes::DATABASE_UNKNOWN};
use icms_diagnostic::Diagnostic;

use super::maintenance;
use crate::{Outcome, Project};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// The database is new.
    New(String),
    /// It was there.
    Present(String),
}

/// Makes the configured database, if it is not there.
///
/// # Errors
/// A server that cannot be reached, a role that may not.
pub fn run(project: &Project) -> Outcome<Created> {
    let url = project.require_database()?;
    let absent = match Session::open(&url.away(), Purpose::Read) {
        Ok(session) => return Ok(Created::Present(session.database().to_owned())),
        Err(error) if error.code == DATABASE_UNKNOWN => error,
        Err(error) => return Err(error.into()),
    };
    let Some(name) = url.database() else { return Err(absent.into()) };
    let create = icms_ddl::database::create(&icms_sql::Name::new(name));
    maintenance(&url)?.batch_execute(&create.sql).map_err(Diagnostic::from)?;
    Ok(Created::New(name.to_owned()))
}
