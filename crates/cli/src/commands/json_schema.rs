//! `icms json-schema <document>`

use clap::{Args, ValueEnum};
use icms_workspace::Outcome;

use crate::terminal::Terminal;

/// Print the JSON Schema of a document that --format json prints
#[derive(Debug, Args)]
pub struct JsonSchema {
    /// The document
    #[arg(value_enum)]
    document: Document,
}

/// Makes the list of documents, each with its schema in `schemas/<word>.json`.
macro_rules! documents {
    ($($(#[doc = $doc:literal])+ $name:ident = $file:literal,)*) => {
        /// What is printed as JSON.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        enum Document {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Document {
            const fn schema(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../schemas/", $file, ".json")),)*
                }
            }
        }
    };
}

documents! {
    /// `diff`, `push`, `drift`
    Diff = "diff",
    /// `check`
    Check = "check",
    /// Errors of any command
    Diagnostics = "diagnostics",
    /// `migrate status`, `db restore`
    Status = "status",
    /// A line of `migrate deploy`, `down`, `revert`
    Event = "event",
    /// `migrate deploy` and `status` with --each-database
    Fleet = "fleet",
    /// `migrate test`
    Test = "test",
    /// `migrate lock`, `db lock`
    Lock = "lock",
    /// `db health`
    Health = "health",
    /// `db stats`
    Stats = "stats",
    /// `db grants`
    Grants = "grants",
    /// `db backup`
    Backup = "backup",
    /// `db seed`
    Seed = "seed",
    /// `validate`
    Validate = "validate",
    /// `generate`
    Generate = "generate",
}

impl JsonSchema {
    pub fn run(&self, terminal: &Terminal) -> Outcome<u8> {
        terminal.result(self.document.schema());
        Ok(0)
    }
}
