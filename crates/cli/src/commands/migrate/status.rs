//! `icms migrate status`

use clap::Args;
use icms_workspace::{Outcome, Project, status};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Where every migration stands
#[derive(Debug, Args)]
pub struct Status {
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Status {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let entries = status::of(project)?;
        match self.format {
            Format::Json => terminal.json(&icms_report::status_json(&entries)),
            Format::Text => terminal.result(&icms_report::status_text(&entries, terminal.paint())),
        }
        Ok(if entries.iter().all(|entry| entry.state.is_clean()) { 0 } else { 4 })
    }
}
