//! Server binaries: where they are, and where they came from.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use icms_connect::ServerVersion;

use crate::account::Account;

/// Which step of the ladder gave the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AvailableServer {
    /// The URL of the configuration.
    Configured,
    /// Binaries of this machine, in this folder.
    Machine(PathBuf),
    /// The PostgreSQL that comes with the program.
    Carried,
}

impl fmt::Display for AvailableServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configured => f.write_str("the server of the configured URL"),
            Self::Machine(folder) => write!(f, "the PostgreSQL of this machine ({})", folder.display()),
            Self::Carried => f.write_str("the PostgreSQL that comes with icms"),
        }
    }
}

/// A folder with `postgres` and `initdb`, and who runs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    /// The folder.
    pub folder: PathBuf,
    /// Where it came from.
    pub origin: AvailableServer,
    /// Who runs it.
    pub account: Account,
}

impl Binaries {
    /// The newest stock server of this machine, or the one of the wanted major version where there are several.
    pub fn of_machine(major: Option<u32>) -> Option<Self> {
        let account = Account::for_stock()?;
        let folder = folder_of_variable().or_else(|| newest(major)).or_else(folder_of_pg_config)?;
        Some(Self { origin: AvailableServer::Machine(folder.clone()), folder, account })
    }

    /// One of the programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn is_complete(folder: &Path) -> bool {
    ["postgres", "initdb"].iter().all(|name| folder.join(name).is_file())
}

/// `ICMS_PG_BIN` decides where it is set.
fn folder_of_variable() -> Option<PathBuf> {
    std::env::var_os("ICMS_PG_BIN").map(PathBuf::from).filter(|folder| is_complete(folder))
}

/// Where Debian, Red Hat, Homebrew and source builds put servers; `*` is the version.
const PLACES: [(&str, &str, &str); 6] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/Library/PostgreSQL", "", "bin"),
    ("/usr/local", "pgsql", "bin"),
];

/// The folders for programs of every PostgreSQL that is installed, with its major version where the name tells it.
pub fn folders() -> Vec<(Option<u32>, PathBuf)> {
    let mut found = Vec::new();
    for (root, prefix, tail) in PLACES {
        let Ok(entries) = std::fs::read_dir(root) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(version) = name.to_str().and_then(|name| name.strip_prefix(prefix)) else { continue };
            let major = version.split('.').next().and_then(|v| v.parse().ok());
            // an unversioned folder is taken for what it may be
            if major.map_or(version.is_empty(), |major: u32| major >= ServerVersion::OLDEST) {
                found.push((major, entry.path().join(tail)));
            }
        }
    }
    found
}

fn newest(wanted: Option<u32>) -> Option<PathBuf> {
    let exact = |major: &u32| wanted == Some(*major);
    folders()
        .into_iter()
        .filter(|(_, folder)| is_complete(folder))
        .map(|(major, folder)| (major.unwrap_or(0), folder))
        .max_by(|(a, x), (b, y)| (exact(a), a, x).cmp(&(exact(b), b, y)))
        .map(|(_, folder)| folder)
}

/// Asked last: on Debian it is a script that takes longer than starting the server.
fn folder_of_pg_config() -> Option<PathBuf> {
    let out = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = PathBuf::from(String::from_utf8(out.stdout).ok()?.trim());
    is_complete(&folder).then_some(folder)
}
