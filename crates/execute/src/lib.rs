//! Runs migrations on a live database: one at a time under a lock, group by group, every group in the ledger.
//!
//! Input: migrations of a [`icms_journal::Journal`] and a database. Output: what was applied, or one diagnostic that
//! names the statement, its file and line, and what the server said. Invariants: a group of `BEGIN … COMMIT` and its
//! line in the ledger are one transaction; a statement outside any is announced in the ledger before it runs; the
//! lock is held by a session of its own for as long as anything is written.

mod apply;
pub mod codes;
mod group;
mod ledger;
mod lock;

pub use apply::{Direction, Progress, Run, apply};
pub use group::{Group, groups};
pub use ledger::Ledger;
pub use lock::MigrationLock;
