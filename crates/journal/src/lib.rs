//! Migration folders as values: order, parents, checksums, manifests, acknowledgements, and what a ledger says.
//!
//! Input: the names and texts of the files of each folder (reading them is somebody else's work). Output: a
//! [`Journal`], migrations in the order in which they apply, with everything that is wrong as diagnostics.
//! Invariants: no IO, no clock; a text counts the same with either kind of line end; findings in a manifest are
//! for reading only.
//!
//! ```
//! use icms_journal::{Folder, Journal};
//! let folder = Folder::new("20260101120000_init", [("migration.sql", "CREATE TABLE t (id int);")]);
//! let (journal, diagnostics) = Journal::read([folder]);
//! assert!(diagnostics.is_empty());
//! assert_eq!(journal.migrations()[0].id.as_str(), "20260101120000_init");
//! ```

mod acknowledgement;
mod checksum;
pub mod codes;
mod fingerprint;
mod folder;
mod fork;
mod history;
mod id;
mod manifest;
mod migration;
mod status;

pub use acknowledgement::{Acknowledgement, Acknowledgements};
pub use checksum::{Checksum, prisma_checksum};
pub use fingerprint::{Fingerprint, fingerprint, statement_hash};
pub use folder::Folder;
pub use fork::Fork;
pub use history::Journal;
pub use id::{MigrationId, timestamp_id, utc_stamp};
pub use manifest::{FieldNames, Manifest, ManifestFinding, Replaced};
pub use migration::{Dialect, Migration};
pub use status::{Applied, Entry, Outcome, Seal, State, pending, recognised, status};
