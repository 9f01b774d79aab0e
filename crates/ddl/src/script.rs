//! The text around statements: transactions, headings, settings.

use crate::Statement;

/// Opens a transaction group.
pub const BEGIN: &str = "BEGIN";
/// Closes a transaction group.
pub const COMMIT: &str = "COMMIT";

/// A `--` comment of one or more lines; whatever it says stays a comment.
#[must_use]
pub fn heading(text: &str) -> String {
    text.split(['\n', '\r']).map(|line| format!("-- {}", line.trim_end())).collect::<Vec<_>>().join("\n")
}

/// A statement as it stands in a script.
#[must_use]
pub fn terminated(statement: &Statement) -> String {
    format!("{};", statement.sql)
}

/// Lets SQL functions be created before the tables they read, until the end of the transaction.
#[must_use]
pub fn unchecked_bodies() -> Statement {
    Statement::new("SET LOCAL check_function_bodies = off".to_owned())
}

/// Gives up on a lock after so many seconds instead of queueing everybody else behind it.
#[must_use]
pub fn lock_timeout(seconds: u32) -> Statement {
    Statement::new(format!("SET lock_timeout = '{seconds}s'"))
}
