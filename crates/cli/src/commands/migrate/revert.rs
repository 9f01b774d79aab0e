//! `icms migrate revert`

use clap::Args;
use icms_workspace::loss::DataLoss;
use icms_workspace::migrate::revert::{self, Apply};
use icms_workspace::{Outcome, Project};

use super::insist::Insist;
use crate::arguments::Format;
use crate::clock;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Undo any one migration by a new one, and apply that
#[derive(Debug, Args)]
pub struct Revert {
    /// The migration
    id: String,
    /// Write the new migration, and leave applying it to a deploy
    #[arg(long)]
    write_only: bool,
    #[command(flatten)]
    insist: Insist,
    /// How progress is printed: lines for people, or a JSON event per line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Revert {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let loss = if self.insist.accept_data_loss { DataLoss::Accepted } else { DataLoss::Refused };
        let apply = if self.write_only { Apply::Later } else { Apply::Now };
        let done = self.insist.run(terminal, |insistence| {
            let progress = Progress::new(terminal, self.format);
            let options = revert::Options { apply, loss, insistence, now: clock::now() };
            revert::run(&self.id, options, project, &|event| progress.show(event))
        })?;
        for saved in &done.saved {
            terminal.say(format!("saved {} in {}", saved.object, saved.file.display()));
        }
        terminal.say(format!("wrote {}", done.folder.display()));
        match apply {
            Apply::Later => terminal.say("`icms migrate deploy` applies it"),
            Apply::Now => terminal.say(format!("applied {}", done.applied.len())),
        }
        Ok(0)
    }
}
