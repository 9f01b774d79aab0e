//! One SQL statement with what the server does to run it.

use icms_model::{LockLevel, QualifiedName};

/// One SQL statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its text, without a closing semicolon.
    pub sql: String,
    /// The lock it takes on relations that exist, if any.
    pub lock: Option<Lock>,
    /// Whether it may stand in a transaction.
    pub transaction: Transaction,
}

/// A lock on relations, held until the end of the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// How strong.
    pub level: LockLevel,
    /// On which.
    pub relations: Vec<QualifiedName>,
}

/// Where a statement may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transaction {
    /// In a transaction with others.
    Allowed,
    /// In a transaction, and what it makes can be used only after the commit: `ALTER TYPE … ADD VALUE`.
    CommitBeforeUse,
    /// Only outside any: `CREATE INDEX CONCURRENTLY`.
    Forbidden,
}

impl Statement {
    /// A statement that locks nothing that was there before.
    #[must_use]
    pub const fn new(sql: String) -> Self {
        Self { sql, lock: None, transaction: Transaction::Allowed }
    }

    /// Says which lock it takes.
    #[must_use]
    pub fn locking(mut self, level: LockLevel, relations: impl IntoIterator<Item = QualifiedName>) -> Self {
        self.lock = Some(Lock { level, relations: relations.into_iter().collect() });
        self
    }

    /// Says where it may stand.
    #[must_use]
    pub const fn in_transaction(mut self, transaction: Transaction) -> Self {
        self.transaction = transaction;
        self
    }
}
