//! How a transaction runs.

use tokio_postgres::IsolationLevel;

/// What a transaction sees of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolation {
    /// What was committed before each statement: PostgreSQL's default.
    #[default]
    ReadCommitted,
    /// What was committed before the first statement.
    RepeatableRead,
    /// As if transactions ran one after the other.
    Serializable,
}

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Read and write.
    #[default]
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

    pub(crate) const fn level(self) -> IsolationLevel {
        match self.isolation {
            Isolation::ReadCommitted => IsolationLevel::ReadCommitted,
            Isolation::RepeatableRead => IsolationLevel::RepeatableRead,
            Isolation::Serializable => IsolationLevel::Serializable,
        }
    }

    pub(crate) fn is_read_only(self) -> bool {
        self.access == Access::ReadOnly
    }
}
