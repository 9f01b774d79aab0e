//! What happens while migrations run, for whoever watches.

use std::time::Duration;

use icms_journal::MigrationId;

use crate::apply::Direction;

/// One thing that happened. `group` counts from 1.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// Somebody else holds the migration lock; said about once a second.
    WaitsForDeployer {
        /// Who, in a sentence without a full stop.
        holder: &'e str,
    },
    /// The database was backed up before anything is applied.
    BackedUp {
        /// The file.
        file: &'e std::path::Path,
    },
    /// The database is what its first migration makes, and nothing was written down: now it counts as applied.
    TakenOver {
        /// The migration.
        migration: &'e MigrationId,
    },
    /// A migration that is about to be applied was edited after it was sealed: what was proven of it is of another text.
    Unsealed {
        /// Which.
        migration: &'e MigrationId,
    },
    /// A migration begins, or goes on after a crash.
    Begins {
        /// Which.
        migration: &'e MigrationId,
        /// Which way.
        direction: Direction,
        /// How many groups are done already.
        done: usize,
        /// How many there are.
        groups: usize,
    },
    /// A group of statements is about to run.
    Step {
        /// Which.
        group: usize,
        /// How many there are.
        groups: usize,
        /// The beginning of its first statement on one line, without the values in it.
        sql: &'e str,
    },
    /// A statement that runs outside a transaction is in the ledger as begun.
    Announced {
        /// Which.
        group: usize,
    },
    /// A range of a statement that runs in batches is committed.
    Range {
        /// Which group.
        group: usize,
        /// How many rows of the table were passed, at most.
        passed: u64,
        /// About how many rows the table has.
        of: u64,
        /// How many rows the statement touched.
        touched: u64,
        /// Since this run of it began.
        elapsed: Duration,
    },
    /// The statements of a group ran; nothing is committed or recorded yet.
    Ran {
        /// Which.
        group: usize,
    },
    /// The group and its line in the ledger are committed.
    Recorded {
        /// Which.
        group: usize,
    },
    /// The running statement waits for others; said about once a second.
    WaitsForLock {
        /// For whom, in a sentence without a full stop.
        blocker: &'e str,
    },
    /// A group was rolled back and is tried again.
    Retries {
        /// Which.
        group: usize,
        /// The attempt that failed, from 1.
        attempt: usize,
        /// Why.
        reason: &'e str,
    },
    /// A migration is done.
    Finished {
        /// Which.
        migration: &'e MigrationId,
    },
}

/// Told of everything, from two threads.
pub type Observer<'o> = dyn Fn(Event<'_>) + Sync + 'o;
