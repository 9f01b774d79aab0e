//! A backup of the configured database: written beside its final name, shown to be readable, then renamed.

pub(super) mod cipher;
mod dump;
mod file;

use std::path::PathBuf;

use icms_connect::{Purpose, Session, Url};

use crate::{Outcome, Project};
use cipher::Cipher;
use file::{Naming, Partial};

/// How to back up. What is left open comes from `[backup]` of the configuration.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder, from where the command runs.
    pub out: Option<PathBuf>,
    /// For how many days backups of this database stay.
    pub keep_days: Option<u32>,
    /// For whom it is encrypted: an age recipient, or what gpg knows somebody by.
    pub encrypt_to: Option<String>,
    /// Seconds since 1970.
    pub now: u64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// How long it is.
    pub bytes: u64,
    /// Older backups of this database that were removed.
    pub removed: Vec<PathBuf>,
}

/// Backs up the configured database.
///
/// # Errors
/// No `pg_dump` that is new enough, one that fails, a file that cannot be written or read back. Nothing stays behind
/// then, and nothing older is removed.
pub fn run(options: &Options, project: &Project) -> Outcome<Backup> {
    of(&project.require_database()?, options, project)
}

/// Backs up a database.
pub(crate) fn of(url: &Url, options: &Options, project: &Project) -> Outcome<Backup> {
    let config = &project.config.backup;
    let folder = options.out.clone().unwrap_or_else(|| project.path(&config.out));
    let recipient = options.encrypt_to.as_deref().or(config.encrypt_to.as_deref());
    let cipher = recipient.map(Cipher::of);
    let mut session = Session::open(url, Purpose::Read)?;
    let naming = Naming::of(&mut session);
    let partial = Partial::create(&folder, &naming.name(options.now, cipher.as_ref()))?;
    dump::write(url, session.version().major, cipher.as_ref(), &partial)?;
    let (file, bytes) = partial.finish()?;
    let removed = match options.keep_days.or(config.keep_days) {
        Some(days) => naming.remove_older(&folder, options.now, days)?,
        None => Vec::new(),
    };
    Ok(Backup { file, bytes, removed })
}
