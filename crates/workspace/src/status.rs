//! Where every migration stands.

use icms_connect::Purpose;
use icms_diagnostic::{Severity, Sources};
use icms_execute::Ledger;
pub use icms_journal::Entry;
use icms_journal::Journal;

use crate::line::Line;
use crate::source::read_folders;
use crate::study::Study;
use crate::{Exit, Failure, Location, Outcome, Project};

/// The project's history.
///
/// # Errors
/// Unreadable folders, a history that does not hang together.
pub fn journal(project: &Project) -> Outcome<Journal> {
    let (journal, diagnostics) =
        Journal::read(read_folders(&Location::Disk(project.migrations_path()), project)?);
    if diagnostics.has_errors() {
        // A history that goes two ways is refused to protect data, one that cannot be read is a failure.
        let forked = diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .all(|d| d.code == icms_journal::codes::FORK);
        let exit = if forked { Exit::Protected } else { Exit::Failed };
        return Err(Box::new(Failure { exit, ..Failure::of(diagnostics, Sources::default()) }));
    }
    Ok(journal)
}

/// Every migration of the project and of the configured database's ledger.
///
/// # Errors
/// No database, an unreadable history.
pub fn of(project: &Project) -> Outcome<Vec<Entry>> {
    on(&mut Line::default(), &Study::of(project)?, project)
}

/// The same for one of many databases or namespaces.
///
/// # Errors
/// As [`of`].
pub fn on(line: &mut Line, study: &Study, project: &Project) -> Outcome<Vec<Entry>> {
    let mut session = line.session(Purpose::Read, project)?;
    let applied = Ledger::new(&mut session).applied()?;
    line.keep(Some(session));
    Ok(icms_journal::status(study.journal(), &applied))
}
