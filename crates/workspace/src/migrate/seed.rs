//! The rows that a new database starts with: `seed` of the configuration, or `seeds/*.sql`.

use std::path::PathBuf;
use std::process::Command;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, Sources};

use crate::deploy::with_sources;
use crate::{Failure, Outcome, Project, codes};

/// Seeds a database; returns what was run, in order.
///
/// # Errors
/// A statement that the server refuses, a command that fails.
pub(super) fn run(url: &Url, project: &Project) -> Outcome<Vec<String>> {
    match project.seed() {
        Some(file) if file.ends_with(".sql") => scripts(vec![project.path(file.as_ref())], url),
        Some(line) => command(line, url, project).map(|()| vec![line.to_owned()]),
        None => scripts(folder(project)?, url),
    }
}

fn folder(project: &Project) -> Outcome<Vec<PathBuf>> {
    let folder = project.path("seeds".as_ref());
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&folder).map_err(|e| Failure::file(&folder, &e))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| Failure::file(&folder, &e))?.path();
        if path.extension().is_some_and(|e| e == "sql") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn scripts(paths: Vec<PathBuf>, url: &Url) -> Outcome<Vec<String>> {
    let mut session = Session::open(url, Purpose::Write)?;
    let mut run = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| Failure::file(&path, &e))?;
        let mut sources = Sources::default();
        let name = path.display().to_string();
        let file = sources.add(name.as_str(), text.as_str());
        for statement in icms_sql::Script::parse(file, &text).sql() {
            session.batch_execute(statement.text()).map_err(|error| {
                with_sources(Diagnostic::from(error).at(statement.span()), sources.clone())
            })?;
        }
        run.push(name);
    }
    Ok(run)
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
