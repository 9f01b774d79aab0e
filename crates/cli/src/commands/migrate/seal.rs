//! `icms migrate seal`

use clap::Args;
use icms_diagnostic::Sources;
use icms_workspace::{Outcome, Project, migrate::seal};

use crate::terminal::Terminal;

/// Prove a migration again after an edit by hand, and write its migration.toml
#[derive(Debug, Args)]
pub struct Seal {
    /// The migration
    id: String,
}

impl Seal {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let sealed = seal::run(&self.id, project)?;
        terminal.remarks(&sealed.diagnostics, &Sources::default());
        for id in &sealed.written {
            terminal.say(format!("sealed {id}"));
        }
        if sealed.written.is_empty() {
            terminal.say("proven again; nothing is new");
        }
        Ok(0)
    }
}
