//! The rows that a database starts with: `seed` of the configuration, or `seeds/*.sql`.

use std::path::{Path, PathBuf};
use std::process::Command;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_execute::{Ledger, Programs};
use icms_journal::Checksum;
use icms_sql::Script;

use crate::deploy::{SCRIPT, in_script};
use crate::migrate::proof::Piece;
use crate::migrate::protection;
use crate::{Failure, Outcome, Project, codes, script};

/// Whether files run that ran before as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Again {
    /// They are passed over.
    #[default]
    No,
    /// `--again`
    Yes,
}

/// One thing that seeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeded {
    /// A file, from the project's folder, or a command line.
    pub name: String,
    /// Whether it ran now.
    pub done: Done,
}

/// Whether something ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It did.
    Now,
    /// It ran before, and is what it was.
    Before,
}

/// Seeds the configured database.
///
/// # Errors
/// A protected database whose name is not confirmed (exit 4), a statement that the server refuses (nothing of its file
/// is kept), a command that fails.
pub fn run(confirmed: Option<&str>, again: Again, project: &Project) -> Outcome<Vec<Seeded>> {
    let url = project.require_database()?;
    let mut session = Session::open(&url, Purpose::Write)?;
    protection::confirm("seeding", confirmed, &mut session, project)?;
    drop(session);
    all(&url, again, project)
}

/// Seeds a database; returns what there is, in order.
pub(crate) fn all(url: &Url, again: Again, project: &Project) -> Outcome<Vec<Seeded>> {
    match project.seed() {
        Some(file) if Path::new(file).extension().is_some_and(|e| e == "sql") => {
            files(vec![file.into()], url, again, project)
        }
        Some(line) => {
            command(line, url, project)?;
            Ok(vec![Seeded { name: line.to_owned(), done: Done::Now }])
        }
        None => files(folder(project)?, url, again, project),
    }
}

/// The files of `seeds`, in the order of their names.
fn folder(project: &Project) -> Outcome<Vec<PathBuf>> {
    let folder = Path::new("seeds");
    let whole = project.path(folder);
    if !whole.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&whole).map_err(|e| Failure::file(&whole, &e))?;
    let mut paths = Vec::new();
    for entry in entries {
        let name = entry.map_err(|e| Failure::file(&whole, &e))?.file_name();
        let path = folder.join(name);
        if path.extension().is_some_and(|e| e == "sql") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn files(paths: Vec<PathBuf>, url: &Url, again: Again, project: &Project) -> Outcome<Vec<Seeded>> {
    let mut session = Session::open(url, Purpose::Write)?;
    let mut seeded = Vec::new();
    for path in paths {
        let whole = project.path(&path);
        let text = std::fs::read_to_string(&whole).map_err(|e| Failure::file(&whole, &e))?;
        let name = path.display().to_string();
        let done = file(&name, &text, again, &mut session)?;
        seeded.push(Seeded { name, done });
    }
    Ok(seeded)
}

/// One file and its line in the ledger, in one transaction; passed over when the ledger has it as it is.
fn file(name: &str, text: &str, again: Again, session: &mut Session) -> Outcome<Done> {
    let key = format!("seed:{name}");
    let checksum = Checksum::of(text);
    let known = Ledger::new(session).meta(&key)?;
    if again == Again::No && known.as_deref() == Some(checksum.as_str()) {
        return Ok(Done::Before);
    }
    session.batch_execute("BEGIN").map_err(Diagnostic::from)?;
    let ran = statements(name, text, session).and_then(|()| {
        // A database without a ledger has nowhere to remember it.
        let mut ledger = Ledger::new(session);
        if ledger.meta("format")?.is_some() { Ok(ledger.set_meta(&key, checksum.as_str())?) } else { Ok(()) }
    });
    let end = if ran.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = session.batch_execute(end).map_err(Diagnostic::from);
    ran?;
    ended?;
    Ok(Done::Now)
}

fn statements(name: &str, text: &str, session: &mut Session) -> Outcome<()> {
    let script = Script::parse(SCRIPT, text);
    let groups = icms_execute::groups(&script, text).map_err(|d| in_script(*d, name, text))?;
    let statements = groups.iter().flat_map(|group| &group.statements);
    let piece = Piece { name: name.to_owned(), text };
    script::each(statements, &piece, session, &Programs::default(), |error| {
        Diagnostic::from(error).within(codes::NOT_SEEDED, format!("{name} failed: "))
    })
}

/// The URL goes through the environment: everybody can read arguments.
fn command(line: &str, url: &Url, project: &Project) -> Outcome<()> {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(&project.root).env("DATABASE_URL", url.reveal());
    let status = shell.status().map_err(|e| Failure::file("sh".as_ref(), &e))?;
    if status.success() {
        return Ok(());
    }
    let message = format!("the seed command ended with {status}");
    Err(Diagnostic::error(codes::NOT_SEEDED, message).help(line.to_owned()).into())
}
