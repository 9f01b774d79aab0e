//! `icms drift`

use clap::{Args, ValueEnum};
use icms_workspace::compare::Comparison;
use icms_workspace::{Absent, Line, Outcome, Project, drift};
use serde_json::json;

use super::migrate::fleet::{Fleet, Print, Report, Told};
use crate::arguments;
use crate::terminal::Terminal;

/// The live database against its applied migrations, with the SQL that repairs either side
#[derive(Debug, Args)]
pub struct Drift {
    /// Exit with 2 when there is any
    #[arg(long)]
    exit_code: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    fleet: Fleet,
}

/// How to print drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people: what differs, and both repairs
    #[default]
    Text,
    /// The script that makes the database what its migrations say
    Sql,
    /// For programs
    Json,
}

impl Drift {
    pub const fn error_format(&self) -> arguments::Format {
        match self.format {
            Format::Json => arguments::Format::Json,
            Format::Text | Format::Sql => arguments::Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        if self.fleet.is_meant() {
            let one = |_: &str, project: &Project, _: &mut Line| Ok(self.report(&drift::run(project)?));
            let print = Print { format: self.error_format(), told: Told::AtLast, terminal };
            return self.fleet.run(print, Absent::Refused, project, one);
        }
        let found = drift::run(project)?;
        terminal.remarks(&found.diagnostics, &found.sources);
        match self.format {
            Format::Json => terminal.json(&found.json()),
            Format::Sql => terminal.result(&found.up_sql()),
            Format::Text if found.is_empty() => {
                terminal.say("the database is what its applied migrations make")
            }
            Format::Text => {
                terminal.result(&found.text(terminal.paint()));
                terminal.result(&format!("\n-- to repair the database:\n{}", found.up_sql()));
                terminal.result(&format!(
                    "\n-- to make the history follow it, as a migration:\n{}",
                    found.down_sql()
                ));
            }
        }
        Ok(self.status(&found))
    }

    fn status(&self, found: &Comparison) -> u8 {
        if self.exit_code && !found.is_empty() { 2 } else { 0 }
    }

    /// One of many.
    fn report(&self, found: &Comparison) -> Report {
        let line = match found.changes().len() {
            0 => "what its applied migrations make".to_owned(),
            1 => "1 difference".to_owned(),
            n => format!("{n} differences"),
        };
        Report { line, document: json!(found.json()), status: self.status(found) }
    }
}
