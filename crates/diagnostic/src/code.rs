//! The number of a diagnostic: what `icms explain` takes.

use std::fmt;

/// Four digits, shown as `E1001`: 1xxx syntax, 2xxx lower, 3xxx replay, 4xxx connect and introspect,
/// 5xxx journal and execute, 6xxx codegen, 7xxx configuration. Never reused, never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:04}", self.0)
    }
}
