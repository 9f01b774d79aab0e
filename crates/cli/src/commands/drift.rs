//! `icms drift`

use clap::{Args, ValueEnum};
use icms_workspace::{Outcome, Project, drift};

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
        Ok(if self.exit_code && !found.is_empty() { 2 } else { 0 })
    }
}
