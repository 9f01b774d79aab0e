//! Which PostgreSQL answers.

use std::fmt;

/// A server's version. PostgreSQL 15.18 is `major` 15, `num` 150018.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerVersion {
    /// 12, 13, …
    pub major: u32,
    /// As `server_version_num`.
    pub num: u32,
}

impl ServerVersion {
    /// The oldest that is supported.
    pub const OLDEST: u32 = 12;

    /// From `server_version_num`; none for anything before PostgreSQL 10 or no number.
    #[must_use]
    pub fn from_num(text: &str) -> Option<Self> {
        let num: u32 = text.trim().parse().ok()?;
        (num >= 100_000).then_some(Self { major: num / 10_000, num })
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.num % 10_000)
    }
}
