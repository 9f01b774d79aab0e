//! The project's development database.

use icms_connect::Url;
use icms_diagnostic::Diagnostic;
use icms_embedded::Development;

use crate::codes;
use crate::{Outcome, Project};

fn development(project: &Project) -> Development {
    Development::of(&project.root)
}

/// Starts it, if it does not run.
///
/// # Errors
/// No server to be found, or one that does not start.
pub fn start(project: &Project) -> Outcome<Url> {
    Ok(development(project).start()?)
}

/// Where it runs.
///
/// # Errors
/// When it does not.
pub fn url(project: &Project) -> Outcome<Url> {
    development(project).url().ok_or_else(|| {
        let stopped = Diagnostic::error(codes::DEVELOPMENT_STOPPED, "the development database does not run");
        stopped.help("start it: `icms dev start`").into()
    })
}

/// Stops it; the data stays.
///
/// # Errors
/// When it cannot be stopped.
pub fn stop(project: &Project) -> Outcome<()> {
    development(project).stop()?;
    Ok(())
}

/// Stops it and removes its data.
///
/// # Errors
/// When it cannot be stopped or removed.
pub fn reset(project: &Project) -> Outcome<()> {
    development(project).reset()?;
    Ok(())
}

/// A URL that other programs can use. It has no password: the socket is private.
#[must_use]
pub fn shown(url: &Url) -> String {
    url.reveal()
}
