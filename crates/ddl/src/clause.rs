//! What stands in an `ALTER TABLE` after the table's name.

use icms_model::{LockLevel, QualifiedName};

/// One subcommand of `ALTER TABLE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its text.
    pub sql: String,
    /// The lock it takes on the table.
    pub lock: LockLevel,
    /// Another table that it locks as well.
    pub also: Option<QualifiedName>,
    /// When the server runs it among the subcommands of one `ALTER TABLE`, whatever their order in the text.
    pub pass: Pass,
}

/// The passes of PostgreSQL's `ATController`, as far as subcommands here need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pass {
    /// What goes: columns, constraints, defaults, NOT NULL, identity.
    Drop,
    /// Column types.
    Type,
    /// New columns.
    AddColumn,
    /// Identity, NOT NULL, statistics.
    Attributes,
    /// Keys.
    AddIndex,
    /// Checks, foreign keys, defaults.
    AddConstraint,
    /// Everything else.
    Rest,
}

impl Clause {
    /// A subcommand under `ACCESS EXCLUSIVE`, as most are.
    #[must_use]
    pub const fn new(sql: String, pass: Pass) -> Self {
        Self { sql, lock: LockLevel::AccessExclusive, also: None, pass }
    }

    /// Says that it takes another lock.
    #[must_use]
    pub const fn locking(mut self, level: LockLevel) -> Self {
        self.lock = level;
        self
    }

    /// Says which other table it locks.
    #[must_use]
    pub fn and_locks(mut self, table: QualifiedName) -> Self {
        self.also = Some(table);
        self
    }
}
