//! Why a command could not do its work, and what the process should exit with.

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};

use crate::codes;

/// The exit status of a command that did not succeed (see the command-line contract).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 1: bad input, database error.
    Failed,
    /// 3: the gate refused.
    Refused,
    /// 4: refused to protect data.
    Protected,
    /// 64: wrong usage.
    Usage,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Refused => 3,
            Self::Protected => 4,
            Self::Usage => 64,
        }
    }
}

/// A command that stopped: diagnostics with the files they point into.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What the process exits with.
    pub exit: Exit,
    /// What went wrong.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

impl Failure {
    /// One diagnostic without a place.
    #[must_use]
    pub fn new(exit: Exit, diagnostic: Diagnostic) -> Self {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        Self { exit, diagnostics, sources: Sources::default() }
    }

    /// Several diagnostics and their files; exit status 1.
    #[must_use]
    pub const fn of(diagnostics: Diagnostics, sources: Sources) -> Self {
        Self { exit: Exit::Failed, diagnostics, sources }
    }

    /// The same with everything that was kept back because it may hold values of rows.
    #[must_use]
    pub fn disclosed(self) -> Self {
        let (diagnostics, sources) = (self.diagnostics.disclosed(), self.sources.disclosed());
        Self { exit: self.exit, diagnostics, sources }
    }

    /// Wrong usage.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, Diagnostic::error(codes::USAGE, message))
    }

    /// Reading or writing a file failed.
    #[must_use]
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(Exit::Failed, Diagnostic::error(codes::FILE, format!("{}: {error}", path.display())))
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::new(Exit::Failed, diagnostic)
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::new(Exit::Failed, *diagnostic)
    }
}

/// What every command returns.
pub type Outcome<T> = Result<T, Box<Failure>>;

impl From<Diagnostic> for Box<Failure> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::new(diagnostic.into())
    }
}

impl From<Box<Diagnostic>> for Box<Failure> {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::new(diagnostic.into())
    }
}
