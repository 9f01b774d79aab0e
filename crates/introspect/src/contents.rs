//! Whether a database holds anything of its own.

use icms_connect::{DatabaseError, Session};

/// Whether there is nothing besides the system and its extensions.
///
/// # Errors
/// What the server says.
pub fn is_empty(session: &mut Session) -> Result<bool, DatabaseError> {
    let rows = session.texts(include_str!("contents.sql"))?;
    Ok(rows.into_iter().flatten().flatten().next().as_deref() == Some("t"))
}
