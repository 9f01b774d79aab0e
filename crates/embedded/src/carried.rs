//! The PostgreSQL that comes with the program.

use icms_diagnostic::Diagnostic;

use crate::binaries::Binaries;

/// Unpacks it.
pub fn unpacked() -> Result<Option<Binaries>, Diagnostic> {
    Ok(None)
}
