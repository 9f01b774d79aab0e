//! `icms migrate status`

use std::collections::BTreeMap;

use clap::Args;
use icms_workspace::{
    Outcome, Project,
    status::{self, Entry},
};

use super::fleet::{Fleet, Report};
use crate::arguments::Format;
use crate::terminal::Terminal;

/// Where every migration stands
#[derive(Debug, Args)]
pub struct Status {
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    fleet: Fleet,
}

impl Status {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let one = |_: &str, project: &Project| status::of(project).map(|entries| report(&entries));
        if let Some(status) = self.fleet.run(self.format, project, terminal, one) {
            return status;
        }
        let entries = status::of(project)?;
        match self.format {
            Format::Json => terminal.json(&icms_report::status_json(&entries)),
            Format::Text => terminal.result(&icms_report::status_text(&entries, terminal.paint())),
        }
        Ok(exit_status(&entries))
    }
}

fn exit_status(entries: &[Entry]) -> u8 {
    if entries.iter().all(|entry| entry.state.is_clean()) { 0 } else { 4 }
}

/// One database among many.
fn report(entries: &[Entry]) -> Report {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(entry.state.word()).or_default() += 1;
    }
    let counted: Vec<String> = counts.into_iter().map(|(word, count)| format!("{count} {word}")).collect();
    Report {
        line: counted.join(", "),
        document: icms_report::status_json(entries),
        status: exit_status(entries),
    }
}
