//! `icms acknowledge <finding> --reason <text>`

use clap::Args;
use icms_workspace::{Outcome, Project, acknowledge};

use crate::terminal::Terminal;

/// Accept a finding, in the migration's acknowledged.toml
#[derive(Debug, Args)]
pub struct Acknowledge {
    /// The finding's fingerprint, as `icms check` prints it, or a code where only one finding has it
    finding: String,
    /// Why it is fine
    #[arg(long)]
    reason: String,
}

impl Acknowledge {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let done = acknowledge::finding(&self.finding, &self.reason, project)?;
        terminal.say(format!("acknowledged {} in {}", done.subject, done.file.display()));
        Ok(0)
    }
}
