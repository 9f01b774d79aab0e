//! The order in which a PostgreSQL is looked for, below a configured URL: the machine's, then the carried one.

use icms_diagnostic::Diagnostic;

use crate::binaries::Binaries;
use crate::codes;
use crate::server::{Server, Setting};

/// Starts the first server that runs.
pub fn start(major: Option<u32>, more: &[Setting]) -> Result<(Server, Binaries), Diagnostic> {
    let mut problem = None;
    for find in [|major| Ok(Binaries::of_machine(major)), |_| carried()] {
        let attempt = find(major).and_then(|found| {
            found.map(|binaries| Server::start(&binaries, more).map(|server| (server, binaries))).transpose()
        });
        match attempt {
            Ok(Some(running)) => return Ok(running),
            Ok(None) => {}
            // the first is the one the user can do something about
            Err(diagnostic) => problem = problem.or(Some(diagnostic)),
        }
    }
    Err(problem.unwrap_or_else(none_found))
}

/// The server that comes with the program, unpacked.
#[cfg(feature = "embedded")]
pub fn carried() -> Result<Option<Binaries>, Diagnostic> {
    crate::carried::unpacked()
}

/// This program was built without one.
#[cfg(not(feature = "embedded"))]
pub fn carried() -> Result<Option<Binaries>, Diagnostic> {
    Ok(None)
}

/// What to do without any.
pub fn none_found() -> Diagnostic {
    Diagnostic::error(codes::NO_SERVER, "no PostgreSQL server is installed on this machine").help(
        "install one (Debian: `apt install postgresql`, macOS: `brew install postgresql`), set `[scratch] url` in icms.toml \
         to a server that may be used, or build icms with its feature `embedded`",
    )
}
