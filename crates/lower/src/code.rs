//! The numbers of the diagnostics of this layer.

use icms_diagnostic::Code;

/// A type that nothing declares.
pub const UNKNOWN_TYPE: Code = Code(2001);
