//! `icms validate [<schema>]`

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use icms_workspace::{Outcome, Project, compile};
use serde_json::json;

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Compile the schema and say what is wrong
#[derive(Debug, Args)]
pub struct Validate {
    /// A schema file or folder, instead of the project's
    schema: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Validate {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        // The process ends with this: taking every node apart first would be a tenth of its time.
        let compiled = ManuallyDrop::new(compile::at(self.schema.as_deref(), project)?);
        match self.format {
            Format::Json => {
                let mut document =
                    icms_report::diagnostics_json(&compiled.lowered.diagnostics, &compiled.sources);
                document["tables"] = json!(compiled.lowered.schema.tables.len());
                terminal.json(&document);
            }
            Format::Text => {
                terminal.remarks(&compiled.lowered.diagnostics, &compiled.sources);
                terminal.say(compiled.summary());
            }
        }
        Ok(0)
    }
}
