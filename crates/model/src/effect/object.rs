//! Effects on namespaces, extensions, sequences, views, functions and comments.

use super::{Behavior, Guard};
use crate::ObjectRef;

/// What was done to the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectAction {
    /// `CREATE`
    Create {
        /// `IF NOT EXISTS`
        guard: Guard,
    },
    /// `CREATE OR REPLACE` over an existing one.
    Replace,
    /// `DROP`
    Drop {
        /// `CASCADE`
        behavior: Behavior,
        /// `IF EXISTS`
        guard: Guard,
    },
    /// `RENAME TO`, `SET SCHEMA`
    Rename {
        /// Its new path.
        to: ObjectRef,
    },
    /// `ALTER` of a definition or option.
    Alter,
    /// `ALTER SEQUENCE … RESTART`, `setval`
    Restart,
    /// `OWNED BY`
    OwnedBy,
    /// `REFRESH MATERIALIZED VIEW`
    Refresh(super::IndexBuild),
    /// `COMMENT ON`: the kind of the effect's object is the commented object's.
    Comment,
}
