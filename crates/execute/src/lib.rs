//! Runs migrations on a live database: one at a time under a lock, group by group, every group in the ledger.
//!
//! Input: migrations of a [`icms_journal::Journal`] and a database. Output: what was applied, or one diagnostic that
//! names the statement, its file and line, and what the server said. Invariants: a group of `BEGIN … COMMIT` and its
//! line in the ledger are one transaction, and so is a lone statement that a transaction can take back; any other is
//! announced in the ledger before it runs, and settled by looking at the catalogue after a crash; the session that works
//! holds the lock, and every line of the ledger is written only while it does.

mod apply;
mod batch;
mod batched;
pub mod codes;
mod directives;
mod event;
mod failed;
mod group;
mod holder;
mod ledger;
mod lock;
mod log;
mod nature;
mod program;
mod resolve;
mod settle;
mod step;
mod watch;

pub use apply::{Direction, Patience, Run, apply};
pub use batch::Batch;
pub use directives::Directives;
pub use event::{Event, Observer};
pub use group::{Group, groups};
pub use holder::{Activity, Holder, SILENCE};
pub use ledger::Ledger;
pub use lock::MigrationLock;
pub use log::Act;
pub use program::{Programs, Task, ended};
pub use resolve::OpenStep;
