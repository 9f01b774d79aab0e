//! What the author says that two schemas alone cannot show.

use crate::{ObjectRef, Pair};

/// Renames that the author declared (`@renamedFrom`, a changed `@map`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Old and new path of the same object, outer objects first. Paths of members use the *new* table name on
    /// the `after` side and the old one on the `before` side.
    pub renames: Vec<Pair<ObjectRef>>,
}

impl Hints {
    /// The same for the way back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { renames: self.renames.iter().cloned().map(Pair::swap).collect() }
    }
}
