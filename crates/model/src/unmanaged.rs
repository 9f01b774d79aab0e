//! Objects the model has no words for: listed, never dropped, never altered.

use crate::{ObjectRef, QualifiedName, Text};

/// An object that is there and that no change may touch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmanaged {
    /// What it is in PostgreSQL's words: `trigger`, `policy`, `domain`, `partitioned table`.
    pub kind: Text,
    /// Its name for people: `public.users touch_updated_at`.
    pub name: Text,
    /// The table it belongs to, if any.
    pub table: Option<QualifiedName>,
    /// Its `CREATE` statement, when known.
    pub definition: Option<Text>,
    /// What it uses, sorted: such an object cannot be dropped or changed without breaking it.
    pub depends: Vec<ObjectRef>,
}
