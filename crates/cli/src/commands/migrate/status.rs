//! `icms migrate status`

use std::collections::BTreeMap;

use clap::Args;
use icms_workspace::{
    Absent, Line, Outcome, Project, Study,
    status::{self, Entry},
};

use super::fleet::{Fleet, Print, Report, Told};
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
        if self.fleet.is_meant() {
            let study = Study::of(project)?;
            let one = |_: &str, project: &Project, line: &mut Line| {
                status::on(line, &study, project).map(|entries| report(&entries))
            };
            let print = Print { format: self.format, told: Told::AtLast, terminal };
            return self.fleet.run(print, Absent::Refused, project, one);
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
