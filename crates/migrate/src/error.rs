//! Why something did not work, in a form that a service can log.

use std::fmt;

use icms_diagnostic::{Code, Diagnostic, Diagnostics};
use icms_journal::Migration;

/// What went wrong. Shows neither passwords nor values of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The number of its page: `icms explain E5100`.
    pub code: String,
    /// What went wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The script that failed, and the line in it.
    pub place: Option<(String, usize)>,
}

impl Error {
    pub(crate) fn new(code: Code, message: impl Into<String>, help: &str) -> Self {
        Self { code: code.to_string(), message: message.into(), help: Some(help.to_owned()), place: None }
    }

    /// What is wrong with a history.
    pub(crate) fn of_history(found: &Diagnostics) -> Option<Self> {
        let errors = found.iter().filter(|d| d.severity == icms_diagnostic::Severity::Error);
        errors.cloned().map(Self::from).next()
    }

    /// What a migration failed with.
    pub(crate) fn in_script(said: Diagnostic, migration: &Migration) -> Self {
        let line = said.span.map(|span| {
            let before = migration.up.get(..span.start as usize).unwrap_or_default();
            before.matches('\n').count() + 1
        });
        let file = format!("{}/{}", migration.id, migration.dialect.script());
        Self { place: line.map(|line| (file, line)), ..Self::from(said) }
    }
}

impl From<Diagnostic> for Error {
    fn from(said: Diagnostic) -> Self {
        Self { code: said.code.to_string(), message: said.message, help: said.help, place: None }
    }
}

impl From<Box<Diagnostic>> for Error {
    fn from(said: Box<Diagnostic>) -> Self {
        Self::from(*said)
    }
}

impl fmt::Display for Error {
    /// `E5100: up.sql of 1_a failed: … (1_a/up.sql:3); what to do`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        if let Some((file, line)) = &self.place {
            write!(f, " ({file}:{line})")?;
        }
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

impl std::error::Error for Error {}
