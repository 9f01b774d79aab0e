//! psql on the configured database.

use std::process::Command;

use super::program;
use crate::{Outcome, Project};

/// psql, ready to be started with these further arguments. Where it connects stands in its environment.
///
/// # Errors
/// No database, no psql.
pub fn command(arguments: &[String], project: &Project) -> Outcome<Command> {
    let url = project.require_database()?;
    let mut psql = program::postgres("psql", 0, &url)?;
    // A person reads what it prints, in their own language.
    psql.env_remove("LC_ALL").args(arguments);
    if let Some(language) = std::env::var_os("LC_ALL") {
        psql.env("LC_ALL", language);
    }
    Ok(psql)
}

/// The failure of starting it.
#[must_use]
pub fn not_started(command: &Command, error: &std::io::Error) -> Box<crate::Failure> {
    program::not_started(command, error)
}
