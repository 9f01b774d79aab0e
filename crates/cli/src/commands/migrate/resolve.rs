//! `icms migrate resolve`

use clap::{ArgGroup, Args};
use icms_workspace::migrate::resolve::{self, Part, Resolved, Verdict};
use icms_workspace::{Outcome, Project};

use crate::arguments::Format;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Tell the ledger what became of a migration that failed, or of a step in doubt
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("verdict").required(true).args(["applied", "rolled_back"]))]
pub struct Resolve {
    /// The migration
    id: String,
    /// Its work is there
    #[arg(long)]
    applied: bool,
    /// Nothing of its work is there
    #[arg(long)]
    rolled_back: bool,
    /// Only this step, which is in doubt
    #[arg(long, value_name = "N", conflicts_with = "whole")]
    step: Option<usize>,
    /// The whole migration, although one of its steps is in doubt
    #[arg(long)]
    whole: bool,
}

impl Resolve {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let verdict = if self.applied { Verdict::Applied } else { Verdict::RolledBack };
        let part = match (self.step, self.whole) {
            (Some(step), _) => Part::Step(step),
            (None, true) => Part::Whole,
            (None, false) => Part::Unsaid,
        };
        let progress = Progress::new(terminal, Format::Text);
        let resolved = resolve::run(&self.id, verdict, part, project, &|event| progress.show(event))?;
        let state = if self.applied { "applied" } else { "not applied" };
        terminal.say(match resolved {
            Resolved::Migration(id) => format!("{id} counts as {state}"),
            Resolved::Step(id, step) => {
                format!("step {step} of {id} counts as {state}; run the command again to go on")
            }
        });
        Ok(0)
    }
}
