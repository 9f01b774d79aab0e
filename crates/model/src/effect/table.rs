//! Effects on tables themselves.

use super::{Behavior, Guard};
use crate::QualifiedName;

/// What was done to a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableAction {
    /// `CREATE TABLE`, its keys, checks and foreign keys included.
    Create {
        /// `IF NOT EXISTS`
        guard: Guard,
    },
    /// `DROP TABLE`
    Drop {
        /// `CASCADE`
        behavior: Behavior,
        /// `IF EXISTS`
        guard: Guard,
    },
    /// `RENAME TO`, or `SET SCHEMA`.
    Rename {
        /// The new name.
        to: QualifiedName,
    },
    /// `SET UNLOGGED`
    SetUnlogged,
    /// `SET LOGGED`
    SetLogged,
    /// `SET (…)`, `RESET (…)`
    Options,
    /// `OWNER TO`
    Owner,
    /// `ENABLE ROW LEVEL SECURITY`
    EnableRowSecurity,
    /// `DISABLE ROW LEVEL SECURITY`
    DisableRowSecurity,
    /// `FORCE ROW LEVEL SECURITY`
    ForceRowSecurity,
    /// `NO FORCE ROW LEVEL SECURITY`
    UnforceRowSecurity,
    /// `REPLICA IDENTITY`
    ReplicaIdentity,
    /// `INHERIT`
    Inherit,
    /// `NO INHERIT`
    Disinherit,
    /// `ATTACH PARTITION`
    AttachPartition,
    /// `DETACH PARTITION`
    DetachPartition,
    /// `ENABLE|DISABLE TRIGGER|RULE`
    Triggers,
    /// `SET TABLESPACE`
    Tablespace,
    /// `SET ACCESS METHOD`
    AccessMethod,
    /// `CLUSTER ON`, `SET WITHOUT CLUSTER`
    ClusterMarker,
    /// `TRUNCATE`
    Truncate {
        /// `CASCADE`
        behavior: Behavior,
    },
}
