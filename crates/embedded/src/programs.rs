//! The client programs of PostgreSQL on this machine: `psql`, `pg_dump`, `pg_restore`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binaries;

/// A client program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// The major version of the PostgreSQL it belongs to.
    pub major: u32,
}

/// All programs of this name: those of `ICMS_PG_BIN` and `PATH`, then those beside servers.
#[must_use]
pub fn programs(name: &str) -> Vec<Program> {
    let variable = std::env::var_os("ICMS_PG_BIN").map(PathBuf::from);
    let search = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<Program> = Vec::new();
    let folders = variable.into_iter().chain(std::env::split_paths(&search));
    for folder in folders.chain(binaries::folders().into_iter().map(|(_, folder)| folder)) {
        let path = folder.join(name);
        if path.is_file() && !found.iter().any(|known| known.path == path) {
            found.extend(major(&path).map(|major| Program { path, major }));
        }
    }
    found
}

/// The major version in what `--version` prints: `pg_dump (PostgreSQL) 15.18 (Debian 15.18-1)`.
fn major(path: &Path) -> Option<u32> {
    let out = Command::new(path).arg("--version").output().ok().filter(|out| out.status.success())?;
    let text = String::from_utf8(out.stdout).ok()?;
    let version = text.split_once("(PostgreSQL) ")?.1;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
