//! What a server says when it refuses a statement, with everything it said.

use std::error::Error as _;
use std::fmt;

use icms_diagnostic::{Code, Diagnostic};

use crate::codes;
use crate::discretion::{Discretion, without_quoted};

/// A refused statement or a broken connection. Converts into a [`Diagnostic`] for whoever needs no more.
///
/// The fields are what the server said and may hold values of rows. [`Self::shown`] and `Display` hold none; a
/// diagnostic made of it keeps the rest back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DatabaseError {
    /// Five characters, such as `23505`; none when the connection broke.
    pub sqlstate: Option<String>,
    /// `ERROR`, `FATAL`, `NOTICE` …, in the server's language.
    pub severity: String,
    /// The primary message.
    pub message: String,
    /// More of it.
    pub detail: Option<String>,
    /// What the server suggests.
    pub hint: Option<String>,
    /// The character of the sent text that it speaks of, from 1.
    pub position: Option<u32>,
    /// The stack of functions and statements it happened in.
    pub context: Option<String>,
    /// The namespace it speaks of.
    pub schema: Option<String>,
    /// The table it speaks of.
    pub table: Option<String>,
    /// The column it speaks of.
    pub column: Option<String>,
    /// The constraint it speaks of.
    pub constraint: Option<String>,
}

impl DatabaseError {
    /// Whether it has this SQLSTATE.
    #[must_use]
    pub fn is(&self, sqlstate: &str) -> bool {
        self.sqlstate.as_deref() == Some(sqlstate)
    }

    /// The number under which it is explained.
    #[must_use]
    pub fn code(&self) -> Code {
        match self.sqlstate.as_deref() {
            None | Some("57P01" | "57P02" | "08006" | "08003") => codes::CONNECTION_LOST,
            Some("42501") => codes::PRIVILEGE,
            Some("55P03") => codes::LOCK_TIMEOUT,
            Some("57014" | "25P03" | "25P04") => codes::CANCELLED,
            Some(_) => codes::STATEMENT,
        }
    }

    /// The message as far as it holds no values.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.discretion() {
            Discretion::Names | Discretion::Keys => self.message.clone(),
            Discretion::Values => without_quoted(&self.message),
            Discretion::Anything => {
                "what a function or a script says is withheld, it may hold values".to_owned()
            }
        }
    }

    /// Everything the server said, where that is more than what is shown.
    #[must_use]
    pub fn withheld(&self) -> Option<String> {
        let shown = self.message == self.shown();
        let detail = self.detail.as_ref().filter(|_| self.discretion() != Discretion::Names);
        if shown && detail.is_none() && self.context.is_none() {
            return None;
        }
        let parts = [("", Some(&self.message)), ("detail: ", detail), ("context: ", self.context.as_ref())];
        let lines = parts.into_iter().filter_map(|(word, part)| Some(format!("{word}{}", part?)));
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    fn discretion(&self) -> Discretion {
        self.sqlstate.as_deref().map_or(Discretion::Names, |state| Discretion::of(state, &self.message))
    }

    fn help(&self) -> Option<String> {
        if self.hint.is_some() && self.discretion() != Discretion::Anything {
            return self.hint.clone();
        }
        let text = match self.code() {
            codes::CONNECTION_LOST => "see the server's log; nothing of an open transaction was kept",
            codes::PRIVILEGE => {
                "grant the privilege to the role of the URL, or use the URL of a role that has it"
            }
            codes::LOCK_TIMEOUT => "another session holds the lock; try again when it is done",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

impl fmt::Display for DatabaseError {
    /// Without values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())?;
        if let Some(detail) = self.detail.as_ref().filter(|_| self.discretion() == Discretion::Names) {
            write!(f, " ({})", detail.trim_end_matches('.'))?;
        }
        match &self.sqlstate {
            Some(state) => write!(f, " [{state}]"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DatabaseError {}

impl From<DatabaseError> for Diagnostic {
    fn from(error: DatabaseError) -> Self {
        let diagnostic = Self::error(error.code(), error.to_string());
        Self { help: error.help(), withheld: error.withheld(), ..diagnostic }
    }
}

impl From<&postgres::error::DbError> for DatabaseError {
    fn from(error: &postgres::error::DbError) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self {
            sqlstate: Some(error.code().code().to_owned()),
            severity: error.severity().to_owned(),
            message: error.message().to_owned(),
            detail: owned(error.detail()),
            hint: owned(error.hint()),
            position: match error.position() {
                Some(postgres::error::ErrorPosition::Original(at)) => Some(*at),
                Some(postgres::error::ErrorPosition::Internal { .. }) | None => None,
            },
            context: owned(error.where_()),
            schema: owned(error.schema()),
            table: owned(error.table()),
            column: owned(error.column()),
            constraint: owned(error.constraint()),
        }
    }
}

impl From<postgres::Error> for DatabaseError {
    fn from(error: postgres::Error) -> Self {
        if let Some(db) = error.as_db_error() {
            return db.into();
        }
        let prefix = if is_lost(&error) {
            "the connection to the server broke"
        } else {
            "the server's answer cannot be used"
        };
        Self {
            message: format!("{prefix}: {}", chain(&error)),
            severity: "FATAL".to_owned(),
            ..Self::default()
        }
    }
}

/// Whether the connection is gone.
pub fn is_lost(error: &postgres::Error) -> bool {
    error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// An error with its causes.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        source = cause.source();
    }
    text
}
