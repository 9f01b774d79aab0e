//! Migrations inside a service: embedded into its program, run or verified at its start, and reported.
//!
//! Input: the migrations that `icms generate` lists in a file of the service (`migrations` under `[client]`), and a URL.
//! Output: what was applied, a [`Health`], or one [`Error`]. Invariants: everything is done under the migration lock, so that
//! any number of instances may start at once; the ledger is that of `icms migrate`; no error shows a password or a value of
//! a row.
//!
//! ```no_run
//! # mod migrations { pub const MIGRATIONS: icms_migrate::Migrations = icms_migrate::Migrations::new(&[]); }
//! # fn main() -> Result<(), icms_migrate::Error> {
//! let applied = migrations::MIGRATIONS.run("postgresql://app@localhost/shop")?;
//! println!("applied {applied:?}");
//! # Ok(())
//! # }
//! ```

mod embed;
mod error;
mod health;
mod migrations;
mod run;
#[cfg(feature = "testing")]
pub mod testing;

pub use embed::Embedded;
pub use error::Error;
pub use health::{Health, Last, Standing, State};
#[cfg(feature = "testing")]
pub use icms_migrate_macros::test;
pub use migrations::Migrations;
pub use run::Options;
