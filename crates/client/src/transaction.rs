//! How a transaction runs.

use tokio_postgres::IsolationLevel;

/// What a transaction sees of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolation {
    /// What the session is set to: [`Self::ReadCommitted`], unless somebody changed it.
    #[default]
    OfSession,
    /// What was committed before each statement.
    ReadCommitted,
    /// What was committed before the first statement.
    RepeatableRead,
    /// As if transactions ran one after the other.
    Serializable,
}

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// What the session is set to: [`Self::ReadWrite`], unless somebody changed it.
    #[default]
    OfSession,
    /// Read and write.
    ReadWrite,
    /// Only read.
    ReadOnly,
}

/// How a transaction runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransactionOptions {
    /// What it sees of others.
    pub isolation: Isolation,
    /// What it may do.
    pub access: Access,
    /// How often `transaction` runs it again when another one is in the way.
    pub retries: u32,
}

impl Default for TransactionOptions {
    fn default() -> Self {
        Self { isolation: Isolation::default(), access: Access::default(), retries: 3 }
    }
}

impl TransactionOptions {
    /// With this isolation.
    #[must_use]
    pub fn isolation(isolation: Isolation) -> Self {
        Self { isolation, ..Self::default() }
    }

    /// The level to ask for; none where the session decides.
    pub(crate) const fn level(self) -> Option<IsolationLevel> {
        match self.isolation {
            Isolation::OfSession => None,
            Isolation::ReadCommitted => Some(IsolationLevel::ReadCommitted),
            Isolation::RepeatableRead => Some(IsolationLevel::RepeatableRead),
            Isolation::Serializable => Some(IsolationLevel::Serializable),
        }
    }

    /// Whether to ask for reading only; none where the session decides.
    pub(crate) const fn read_only(self) -> Option<bool> {
        match self.access {
            Access::OfSession => None,
            Access::ReadWrite => Some(false),
            Access::ReadOnly => Some(true),
        }
    }
}
