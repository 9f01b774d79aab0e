//! Where a history goes two ways at once.

use std::fmt;

use crate::MigrationId;

/// Migrations made in parallel on top of the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// What they were made on top of; none when each says it is the first.
    pub parent: Option<MigrationId>,
    /// For each of them, it and everything made on top of it, in order.
    pub branches: Vec<Vec<MigrationId>>,
}

impl fmt::Display for Fork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = |branch: &Vec<MigrationId>| branch.first().map(|id| format!("`{id}`"));
        let names: Vec<String> = self.branches.iter().filter_map(first).collect();
        let on = self.parent.as_ref().map_or_else(|| "nothing".to_owned(), |parent| format!("`{parent}`"));
        write!(f, "{} were both made on top of {on}", names.join(" and "))
    }
}
