//! The order in which a PostgreSQL is looked for, below a configured URL: the machine's, then the carried one.

use icms_diagnostic::Diagnostic;

use crate::binaries::Binaries;
use crate::codes;
use crate::server::{Server, Setting};

/// A step below the configured URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// Binaries of the machine.
    Machine,
    /// Those that come with the program.
    Carried,
}

/// Starts the first server that runs.
pub fn start(rungs: &[Rung], major: Option<u32>, more: &[Setting]) -> Result<(Server, Binaries), Diagnostic> {
    let mut problem = None;
    for rung in rungs {
        match attempt(*rung, major, more) {
            Ok(Some(running)) => return Ok(running),
            Ok(None) => {}
            // the first is the one the user can do something about
            Err(diagnostic) => problem = problem.or(Some(diagnostic)),
        }
    }
    Err(problem.unwrap_or_else(none_found))
}

fn attempt(
    rung: Rung,
    major: Option<u32>,
    more: &[Setting],
) -> Result<Option<(Server, Binaries)>, Diagnostic> {
    let Some(binaries) = find(rung, major)? else { return Ok(None) };
    match Server::start(&binaries, more).and_then(|server| finish(rung).map(|()| server)) {
        Ok(server) => Ok(Some((server, binaries))),
        Err(diagnostic) => {
            forget(rung);
            Err(diagnostic)
        }
    }
}

/// The binaries of a step, if it has any.
pub fn find(rung: Rung, major: Option<u32>) -> Result<Option<Binaries>, Diagnostic> {
    match rung {
        Rung::Machine => Ok(Binaries::of_machine(major)),
        Rung::Carried => carried(),
    }
}

/// The server that comes with the program, unpacked.
#[cfg(feature = "embedded")]
fn carried() -> Result<Option<Binaries>, Diagnostic> {
    crate::carried::unpacked()
}

/// This program was built without one.
#[cfg(not(feature = "embedded"))]
fn carried() -> Result<Option<Binaries>, Diagnostic> {
    Ok(None)
}

/// Waits for the files that a server of this step may need later.
pub fn finish(rung: Rung) -> Result<(), Diagnostic> {
    match rung {
        Rung::Machine => Ok(()),
        #[cfg(feature = "embedded")]
        Rung::Carried => crate::carried::finish(),
        #[cfg(not(feature = "embedded"))]
        Rung::Carried => Ok(()),
    }
}

/// What does not run may have been half written when the machine lost power: the next try unpacks it again.
fn forget(rung: Rung) {
    match rung {
        Rung::Machine => {}
        #[cfg(feature = "embedded")]
        Rung::Carried => crate::carried::forget(),
        #[cfg(not(feature = "embedded"))]
        Rung::Carried => {}
    }
}

/// What to do without any.
pub fn none_found() -> Diagnostic {
    Diagnostic::error(codes::NO_SERVER, "no PostgreSQL server is installed on this machine").help(
        "install one (Debian: `apt install postgresql`, macOS: `brew install postgresql`), set `[scratch] url` in icms.toml \
         to a server that may be used, or build icms with its feature `embedded`",
    )
}
