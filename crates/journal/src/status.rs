//! A journal against what a ledger says was applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Checksum, Journal, Migration, MigrationId, Replaced};

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
    /// Whether its scripts are what was sealed.
    pub seal: Seal,
}

/// Whether the scripts of a migration are what its `migration.toml` was written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seal {
    /// They are, or it has none.
    #[default]
    Whole,
    /// They were edited after it.
    Broken,
}

impl Seal {
    fn of(migration: &Migration) -> Self {
        if migration.edited() { Self::Broken } else { Self::Whole }
    }
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
    /// Folded from several migrations, of which only some are applied.
    Partial {
        /// Those that are not.
        lacking: Vec<MigrationId>,
    },
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
            Self::Partial { .. } => "partial",
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
    let rows: Rows<'_> = ledger.iter().map(|row| (row.id.as_str(), row)).collect();
    let touched = |m: &Migration| rows.contains_key(m.id.as_str()) || Folded::of(m, &rows) != Folded::None;
    let last_applied = journal.migrations().iter().rposition(touched);
    let mut entries: Vec<Entry> = Vec::new();
    for (at, migration) in journal.migrations().iter().enumerate() {
        let state = match rows.get(migration.id.as_str()) {
            None => match Folded::of(migration, &rows) {
                Folded::None if last_applied.is_some_and(|last| at < last) => State::Diverged,
                Folded::None => State::Pending,
                Folded::All => State::Applied,
                Folded::Edited => State::Edited,
                Folded::Some(lacking) => State::Partial { lacking },
            },
            Some(row) => match &row.outcome {
                Outcome::Failed { statement, message } => {
                    State::Failed { statement: *statement, message: message.clone() }
                }
                Outcome::Undoing => State::Undoing,
                Outcome::Finished if row.checksum != migration.checksum() => State::Edited,
                Outcome::Finished => State::Applied,
            },
        };
        entries.push(Entry { id: migration.id.clone(), state, seal: Seal::of(migration) });
    }
    let folded: BTreeSet<&str> =
        journal.migrations().iter().flat_map(Migration::replaces).flat_map(Replaced::ids).collect();
    let known =
        |id: &MigrationId| folded.contains(id.as_str()) || journal.migrations().iter().any(|m| m.id == *id);
    let missing = ledger.iter().filter(|row| !known(&row.id));
    entries.extend(missing.map(|row| Entry { id: row.id.clone(), state: State::Missing, seal: Seal::Whole }));
    entries
}

/// What is to be applied, in order: what is pending, and what failed and is gone on with.
///
/// # Errors
/// The first migration that stands in the way: edited, missing, half undone, or out of order.
pub fn pending<'j, 'e>(journal: &'j Journal, entries: &'e [Entry]) -> Result<Vec<&'j Migration>, &'e Entry> {
    let dirty = |e: &&Entry| !matches!(e.state, State::Applied | State::Pending | State::Failed { .. });
    if let Some(entry) = entries.iter().find(dirty) {
        return Err(entry);
    }
    let todo = |e: &Entry| matches!(e.state, State::Pending | State::Failed { .. });
    let all = journal.migrations().iter().zip(entries);
    Ok(all.filter(|(_, entry)| todo(entry)).map(|(migration, _)| migration).collect())
}

/// Migrations that a database has under the names of those they were folded from: the ledger is to be rewritten.
#[must_use]
pub fn recognised<'j>(journal: &'j Journal, ledger: &[Applied]) -> Vec<&'j Migration> {
    let rows: Rows<'_> = ledger.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut found: Vec<&Migration> = journal.migrations().iter().collect();
    found.retain(|m| !rows.contains_key(m.id.as_str()) && Folded::of(m, &rows) == Folded::All);
    found
}

type Rows<'l> = BTreeMap<&'l str, &'l Applied>;

/// What a ledger has of the migrations that one was folded from.
#[derive(Debug, PartialEq, Eq)]
enum Folded {
    /// None of them.
    None,
    /// These are not applied, and others are.
    Some(Vec<MigrationId>),
    /// All of them.
    All,
    /// All of them, and one had another text.
    Edited,
}

impl Folded {
    fn of(migration: &Migration, rows: &Rows<'_>) -> Self {
        Self::among(migration.replaces(), rows)
    }

    fn among(replaced: &[Replaced], rows: &Rows<'_>) -> Self {
        let (mut lacking, mut any, mut edited) = (Vec::new(), false, false);
        for one in replaced {
            let outcome = rows.get(one.id.as_str()).map(|row| (&row.outcome, row.checksum == one.checksum));
            any |= outcome.is_some();
            match outcome {
                Some((Outcome::Finished, same)) => edited |= !same,
                Some((Outcome::Failed { .. } | Outcome::Undoing, _)) => {
                    lacking.push(MigrationId::new(&one.id))
                }
                None => match Self::among(&one.replaces, rows) {
                    Self::All => any = true,
                    Self::Edited => (any, edited) = (true, true),
                    Self::None => lacking.push(MigrationId::new(&one.id)),
                    Self::Some(inner) => {
                        any = true;
                        lacking.extend(inner);
                    }
                },
            }
        }
        match (any, lacking.is_empty(), edited) {
            (false, ..) => Self::None,
            (true, false, _) => Self::Some(lacking),
            (true, true, true) => Self::Edited,
            (true, true, false) => Self::All,
        }
    }
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

    #[test]
    fn a_folded_migration_is_applied_when_all_it_was_folded_from_are() {
        let replaced = |id: &str, replaces| Replaced {
            id: id.to_owned(),
            checksum: crate::prisma_checksum("x"),
            replaces,
        };
        let manifest = crate::Manifest {
            version: 1,
            id: "2_squashed".to_owned(),
            parent: None,
            schema_before: Checksum::of(""),
            schema_after: Checksum::of(""),
            up: Checksum::of("x"),
            down: None,
            replaces: vec![
                replaced("1_squashed", vec![replaced("0", vec![]), replaced("1", vec![])]),
                replaced("2", vec![]),
            ],
            names: crate::FieldNames::default(),
            findings: Vec::new(),
        };
        let folder = Folder::new(
            "2_squashed",
            [("up.sql", "x".to_owned()), ("migration.toml", manifest.to_toml().unwrap())],
        );
        let (journal, found) = Journal::read([folder]);
        assert!(!found.has_errors(), "{found:?}");
        let state = |ids: &[&str]| {
            let ledger: Vec<_> = ids.iter().map(|id| row(id, "x", Outcome::Finished)).collect();
            let [one] = &*status(&journal, &ledger) else { panic!("{ids:?}") };
            assert_eq!(recognised(&journal, &ledger).len() == 1, one.state == State::Applied, "{ids:?}");
            one.state.clone()
        };
        assert_eq!(state(&[]), State::Pending);
        assert_eq!(state(&["0", "1", "2"]), State::Applied);
        assert_eq!(state(&["1_squashed", "2"]), State::Applied);
        assert_eq!(state(&["0", "2"]), State::Partial { lacking: vec![MigrationId::new("1")] });
        assert_eq!(
            status(
                &journal,
                &[
                    row("0", "x", Outcome::Finished),
                    row("1", "y", Outcome::Finished),
                    row("2", "x", Outcome::Finished)
                ]
            )[0]
            .state,
            State::Edited
        );
    }
}
