//! Programs that commands run: found, and told where to connect.

use std::io;
use std::path::Path;
use std::process::Command;

use icms_connect::{Url, client_program};
use icms_diagnostic::Diagnostic;
use icms_embedded::{Program, programs};

use crate::{Failure, Outcome, codes};

/// A client program of PostgreSQL, the first that is of this major version or newer, told to connect to the URL.
pub(super) fn postgres(name: &str, least: u32, url: &Url) -> Outcome<Command> {
    let found = programs(name);
    let Some(program) = found.iter().find(|program| program.major >= least) else {
        return Err(missing(name, least, &found).into());
    };
    let mut command = client_program(&program.path, url)?;
    // What it says is read here, whatever language its user speaks.
    command.env("LC_ALL", "C");
    Ok(command)
}

fn missing(name: &str, least: u32, found: &[Program]) -> Diagnostic {
    let newest = found.iter().map(|program| program.major).max();
    let message = match newest {
        Some(newest) => {
            format!("the server is PostgreSQL {least}, and the newest {name} of this machine is of {newest}")
        }
        None => format!("{name} is not installed"),
    };
    let help = match least {
        0 => "install PostgreSQL's client programs (Debian: postgresql-client)".to_owned(),
        least => format!("install PostgreSQL's client programs (Debian: postgresql-client-{least})"),
    };
    Diagnostic::error(codes::PROGRAM_MISSING, message).help(format!("{help}, or set ICMS_PG_BIN"))
}

/// A program that cannot be started.
pub(super) fn not_started(command: &Command, error: &io::Error) -> Box<Failure> {
    let name = name(command);
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("{name} is not installed"),
        _ => format!("{name} cannot be started: {error}"),
    };
    Diagnostic::error(codes::PROGRAM_MISSING, message).help(format!("install {name}")).into()
}

/// What people call it.
pub(super) fn name(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name();
    name.unwrap_or_else(|| command.get_program()).to_string_lossy().into_owned()
}
