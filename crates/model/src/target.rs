//! The server that SQL is written for.

/// What ddl and rules know of the server (ruling 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// Major version, 12 to 18.
    pub major: u16,
}

impl Default for Target {
    fn default() -> Self {
        Self { major: 15 }
    }
}
