//! What a probe wants to know of a server.

use std::time::Duration;

use icms_connect::{DatabaseError, Session};

/// A server as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulse {
    /// How far a standby is behind; none for a primary, or when it has replayed nothing yet.
    pub lag: Option<Duration>,
    /// Whether it follows another server.
    pub role: Role,
    /// Sessions of clients, this one among them.
    pub connections: u64,
    /// How many there may be.
    pub max_connections: u64,
}

/// What a server is to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It takes writes.
    Primary,
    /// It follows a primary.
    Standby,
}

impl Pulse {
    /// Asks once.
    ///
    /// # Errors
    /// What the server says.
    pub fn of(session: &mut Session) -> Result<Self, DatabaseError> {
        let rows = session.texts(include_str!("pulse.sql"))?;
        let mut cells = rows.into_iter().next().unwrap_or_default().into_iter();
        let mut next = || cells.next().flatten();
        let role = if next().as_deref() == Some("t") { Role::Standby } else { Role::Primary };
        let lag: Option<f64> = next().and_then(|seconds| seconds.parse().ok());
        let mut count = || next().and_then(|text| text.parse().ok()).unwrap_or(0);
        Ok(Self {
            lag: lag.map(|seconds| Duration::from_secs_f64(seconds.max(0.0))),
            role,
            connections: count(),
            max_connections: count(),
        })
    }
}
