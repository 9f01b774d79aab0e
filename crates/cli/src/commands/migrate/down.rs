//! `icms migrate down`

use clap::Args;
use icms_workspace::{Outcome, Project, down};

use crate::arguments::Format;
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
    /// Go on although the way back loses values
    #[arg(long)]
    accept_data_loss: bool,
    /// How progress is printed: lines for people, or a JSON event per line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Down {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let reach = self.to.as_deref().map_or(down::Reach::Steps(self.steps), down::Reach::To);
        let loss = if self.accept_data_loss { down::DataLoss::Accepted } else { down::DataLoss::Refused };
        let progress = Progress::new(terminal, self.format);
        let undone = down::run(reach, loss, project, &|event| progress.show(event))?;
        drop(progress);
        terminal.say(format!("undid {} migration{}", undone.len(), if undone.len() == 1 { "" } else { "s" }));
        Ok(0)
    }
}
