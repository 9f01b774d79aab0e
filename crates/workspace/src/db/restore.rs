//! A backup put back into a database.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use icms_connect::{Session, Url};
use icms_diagnostic::Diagnostic;
use icms_execute::{Ledger, MigrationLock, Observer};
use icms_journal::Entry;

use super::backup::cipher::decrypt;
use super::{program, said};
use crate::migrate::protection;
use crate::{Exit, Failure, Outcome, Project, codes, deploy, status};

/// What becomes of what the database has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Present {
    /// The database must be empty.
    #[default]
    Refused,
    /// `--clean`: what the backup has is dropped first.
    Replaced,
}

/// Who owns what is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ownership {
    /// Owners and grants of the backup.
    #[default]
    Kept,
    /// `--no-owner`: the role that restores.
    Ours,
}

/// How to restore.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The backup.
    pub file: PathBuf,
    /// What becomes of what is there.
    pub present: Present,
    /// Whose it is then.
    pub ownership: Ownership,
    /// The file with age's identity, for a backup that age encrypted.
    pub identity: Option<PathBuf>,
    /// `--confirm`: the environment's name.
    pub confirmed: Option<String>,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The database.
    pub database: String,
    /// Where every migration stands now.
    pub entries: Vec<Entry>,
    /// The backup was of this protected environment, and the database it went into is not protected.
    pub unprotected: Option<String>,
}

/// Restores in one transaction, holding the migration lock.
///
/// # Errors
/// A file that cannot be read as a backup from its beginning to its end (nothing is touched then), a database that is
/// not empty or protected (exit 4), what `pg_restore` says: the database is as it was.
pub fn run(options: &Options, project: &Project, observer: &Observer<'_>) -> Outcome<Restored> {
    let url = project.require_database()?;
    let tools = Tools { file: &options.file, identity: options.identity.as_deref(), url: &url };
    tools.read_all()?;
    let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
    let session = lock.session();
    let protected = protection::environment(session, project)?;
    allow(options, session, project)?;
    tools.restore(options)?;
    session.batch_execute("ANALYZE").map_err(Diagnostic::from)?;
    let unprotected = settle(protected.as_deref(), options, session, project)?;
    let database = session.database().to_owned();
    Ok(Restored { database, entries: status::of(project)?, unprotected })
}

/// Whether a database is protected is its own affair, whatever the backup says of the one it was made of; and the log
/// in which somebody's name was written went with the ledger. Returns what a copy is no longer.
fn settle(
    protected: Option<&str>,
    options: &Options,
    session: &mut Session,
    project: &Project,
) -> Outcome<Option<String>> {
    let Some(name) = protected else { return Ok(Ledger::new(session).forget_protection()?) };
    let mut ledger = Ledger::new(session);
    if ledger.meta("format")?.is_some() {
        ledger.set_meta("protected", name)?;
    }
    if options.present == Present::Replaced {
        protection::log("restored over it", None, Some(name), None, session, project)?;
    }
    Ok(None)
}

fn allow(options: &Options, session: &mut Session, project: &Project) -> Outcome<()> {
    if options.present == Present::Replaced {
        return protection::confirm("restoring over it", options.confirmed.as_deref(), session, project);
    }
    if icms_introspect::is_empty(session).map_err(Diagnostic::from)? {
        return Ok(());
    }
    let message = format!("the database {} is not empty", session.database());
    let refusal = Diagnostic::error(codes::NOT_EMPTY, message).help(
        "restore into a new one (`icms db create`), or say --clean: what the backup has is dropped first",
    );
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}

/// The programs that read one file.
struct Tools<'t> {
    file: &'t Path,
    identity: Option<&'t Path>,
    url: &'t Url,
}

impl Tools<'_> {
    /// Reads the whole file without a database: whoever drops something for it must know that it is good.
    fn read_all(&self) -> Outcome<()> {
        std::fs::File::open(self.file).map_err(|e| Failure::file(self.file, &e))?;
        let mut restore = program::postgres("pg_restore", 0, self.url)?;
        self.run(restore.arg("--file=/dev/null")).map_err(|failure| {
            let message = format!("{} cannot be read as a backup", self.file.display());
            let why = failure.diagnostics.into_iter().next();
            let unreadable = Diagnostic::error(codes::NOT_A_BACKUP, message);
            Box::new(Failure::from(match why {
                Some(why) if why.code == codes::PROGRAM_FAILED => {
                    Diagnostic { help: why.help, withheld: why.withheld, ..unreadable }
                }
                Some(why) => why,
                None => unreadable,
            }))
        })
    }

    fn restore(&self, options: &Options) -> Outcome<()> {
        let mut restore = program::postgres("pg_restore", 0, self.url)?;
        // Empty, the name comes from the environment like the rest.
        restore.args(["--dbname=", "--no-password", "--single-transaction", "--exit-on-error"]);
        match options.present {
            Present::Refused => {}
            Present::Replaced => {
                restore.args(["--clean", "--if-exists"]);
            }
        }
        match options.ownership {
            Ownership::Kept => {}
            Ownership::Ours => {
                restore.args(["--no-owner", "--no-privileges"]);
            }
        }
        self.run(&mut restore)
    }

    /// `pg_restore` of the file, through what decrypts it.
    fn run(&self, restore: &mut Command) -> Outcome<()> {
        let decrypt = decrypt(self.file, self.identity);
        let Some(mut decrypt) = decrypt else {
            let ran = restore.arg(self.file).stdin(Stdio::null()).output();
            let ran = ran.map_err(|e| program::not_started(restore, &e))?;
            return said::outcome(restore, &ran);
        };
        let opened = decrypt.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut opened = opened.map_err(|e| program::not_started(&decrypt, &e))?;
        let from = opened.stdout.take().map_or_else(Stdio::null, Stdio::from);
        let ran = restore.stdin(from).output();
        let decrypted = opened.wait_with_output().map_err(|e| program::not_started(&decrypt, &e))?;
        let ran = ran.map_err(|e| program::not_started(restore, &e))?;
        // What cannot be decrypted is why there is nothing to restore.
        let broken_pipe = !ran.status.success() && decrypted.stderr.is_empty();
        if !broken_pipe {
            said::outcome(&decrypt, &decrypted)?;
        }
        said::outcome(restore, &ran)
    }
}
