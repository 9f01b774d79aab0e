//! The numbers of the diagnostics of this layer.

use icms_diagnostic::Code;

/// A rename whose old and new name are both in use.
pub const RENAME_CONTRADICTED: Code = Code(2901);
/// A rename that was already carried out.
pub const RENAME_SPENT: Code = Code(2902);
/// A rename of something that is not there.
pub const RENAME_WITHOUT_ORIGIN: Code = Code(2903);
/// An object whose name is taken by something that nobody manages.
pub const LEFT_ALONE: Code = Code(2904);
