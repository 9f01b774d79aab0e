//! A journal against what a ledger says was applied.

use std::collections::BTreeMap;

use crate::{Checksum, Journal, MigrationId};

/// One row of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The migration's id.
    pub id: MigrationId,
    /// Checksum of the script when it was applied.
    pub checksum: Checksum,
    /// Whether it came to its end.
    pub outcome: Outcome,
}

/// How applying a migration ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// All of it was applied.
    Finished,
    /// It stopped: what the database said, and at which statement (from 1), where known.
    Failed {
        /// The statement, from 1.
        statement: Option<usize>,
        /// The error.
        message: String,
    },
    /// It was applied, and its way back was begun and not finished.
    Undoing,
}

/// One line of `icms migrate status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The migration.
    pub id: MigrationId,
    /// Where it stands.
    pub state: State,
}

/// Where a migration stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// In the ledger, unchanged.
    Applied,
    /// In the ledger, and half undone.
    Undoing,
    /// Not in the ledger yet.
    Pending,
    /// Started and stopped.
    Failed {
        /// The statement, from 1.
        statement: Option<usize>,
        /// The error.
        message: String,
    },
    /// Applied, and its script differs today.
    Edited,
    /// Applied, and its folder is gone.
    Missing,
    /// Pending although a later migration is applied.
    Diverged,
}

impl State {
    /// The word for it in output.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Undoing => "undoing",
            Self::Pending => "pending",
            Self::Failed { .. } => "failed",
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Diverged => "diverged",
        }
    }

    /// Whether deploying is fine in this state.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        matches!(self, Self::Applied | Self::Pending)
    }
}

/// Every migration of the journal in its order, then those that only the ledger knows.
#[must_use]
pub fn status(journal: &Journal, ledger: &[Applied]) -> Vec<Entry> {
    let rows: BTreeMap<&MigrationId, &Applied> = ledger.iter().map(|row| (&row.id, row)).collect();
    let last_applied = journal.migrations().iter().rposition(|m| rows.contains_key(&m.id));
    let mut entries: Vec<Entry> = Vec::new();
    for (at, migration) in journal.migrations().iter().enumerate() {
        let state = match rows.get(&migration.id) {
            None if last_applied.is_some_and(|last| at < last) => State::Diverged,
            None => State::Pending,
            Some(row) => match &row.outcome {
                Outcome::Failed { statement, message } => {
                    State::Failed { statement: *statement, message: message.clone() }
                }
                Outcome::Undoing => State::Undoing,
                Outcome::Finished if row.checksum != migration.checksum() => State::Edited,
                Outcome::Finished => State::Applied,
            },
        };
        entries.push(Entry { id: migration.id.clone(), state });
    }
    let known = |id: &MigrationId| journal.migrations().iter().any(|m| m.id == *id);
    let missing = ledger.iter().filter(|row| !known(&row.id));
    entries.extend(missing.map(|row| Entry { id: row.id.clone(), state: State::Missing }));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folder;

    fn row(id: &str, text: &str, outcome: Outcome) -> Applied {
        Applied { id: MigrationId::new(id), checksum: crate::prisma_checksum(text), outcome }
    }

    #[test]
    fn every_state_has_its_word() {
        let folder = |id: &str| Folder::new(id, [("migration.sql", "SELECT 1;")]);
        let (journal, _) = Journal::read(["1", "2", "3", "4", "5"].map(folder));
        let failed = Outcome::Failed { statement: Some(1), message: "no".to_owned() };
        let ledger = [
            row("1", "SELECT 1;", Outcome::Finished),
            row("2", "SELECT 2;", Outcome::Finished),
            row("4", "SELECT 1;", failed),
            row("9", "", Outcome::Finished),
        ];
        let words: Vec<_> = status(&journal, &ledger).iter().map(|e| e.state.word()).collect();
        assert_eq!(words, ["applied", "edited", "diverged", "failed", "pending", "missing"]);
    }
}
