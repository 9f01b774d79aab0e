//! Effects on indexes.

use icms_sql::Name;

use super::{Behavior, Guard};

/// What was done to an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexAction {
    /// `CREATE INDEX`
    Create {
        /// `CONCURRENTLY`
        build: IndexBuild,
        /// `IF NOT EXISTS`
        guard: Guard,
    },
    /// `DROP INDEX`
    Drop {
        /// `CONCURRENTLY`
        build: IndexBuild,
        /// `CASCADE`
        behavior: Behavior,
        /// `IF EXISTS`
        guard: Guard,
    },
    /// `RENAME TO`
    Rename(Name),
    /// `SET (…)`
    Options,
    /// `ATTACH PARTITION`
    Attach,
    /// `REINDEX`
    Reindex(IndexBuild),
}

/// Whether writes go on meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndexBuild {
    /// They wait.
    Blocking,
    /// `CONCURRENTLY`: they go on; not in a transaction.
    Concurrent,
}
