//! `icms migrate down`

use clap::Args;
use icms_workspace::loss::DataLoss;
use icms_workspace::{Outcome, Project, down};

use super::insist::Insist;
use crate::arguments::Format;
use crate::clock;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Undo migrations, newest first
#[derive(Debug, Args)]
pub struct Down {
    /// Undo everything after this migration
    #[arg(long, value_name = "ID", conflicts_with = "steps")]
    to: Option<String>,
    /// How many to undo
    #[arg(long, value_name = "N", default_value_t = 1)]
    steps: usize,
    #[command(flatten)]
    insist: Insist,
    /// How progress is printed: lines for people, or a JSON event per line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Down {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let reach = self.to.as_deref().map_or(down::Reach::Steps(self.steps), down::Reach::To);
        let loss = if self.insist.accept_data_loss { DataLoss::Accepted } else { DataLoss::Refused };
        let undone = self.insist.run(terminal, |insistence| {
            let progress = Progress::new(terminal, self.format);
            let options = down::Options { loss, insistence, now: clock::now() };
            down::run(reach, options, project, &|event| progress.show(event))
        })?;
        for saved in &undone.saved {
            terminal.say(format!("saved {} in {}", saved.object, saved.file.display()));
        }
        let count = undone.migrations.len();
        terminal.say(format!("undid {count} migration{}", if count == 1 { "" } else { "s" }));
        Ok(0)
    }
}
