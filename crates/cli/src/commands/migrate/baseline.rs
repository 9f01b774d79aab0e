//! `icms migrate baseline`

use clap::Args;
use icms_workspace::migrate::baseline::{self, Equality};
use icms_workspace::{Outcome, Project};

use crate::arguments::Format;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Mark everything up to a migration as applied, on a database that has it already
#[derive(Debug, Args)]
pub struct Baseline {
    /// The last migration that the database has
    id: String,
    /// Do not prove that the database is what the migrations make (never on a protected one)
    #[arg(long)]
    force: bool,
}

impl Baseline {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let equality = if self.force { Equality::Waived } else { Equality::Demanded };
        let progress = Progress::new(terminal, Format::Text);
        let marked = baseline::run(&self.id, equality, project, &|event| progress.show(event))?;
        for id in &marked {
            terminal.say(format!("applied  {id}"));
        }
        terminal.say(format!(
            "counted as applied from now on: {}",
            icms_report::counted(marked.len(), "migration")
        ));
        Ok(0)
    }
}
