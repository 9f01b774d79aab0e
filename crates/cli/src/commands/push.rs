//! `icms push`

use clap::Args;
use icms_workspace::loss::DataLoss;
use icms_workspace::{Outcome, Project, push};

use crate::arguments::Format;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Development only: make the database what the schema says, without a migration
#[derive(Debug, Args)]
pub struct Push {
    /// Go on although values are lost
    #[arg(long)]
    accept_data_loss: bool,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Push {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let loss = if self.accept_data_loss { DataLoss::Accepted } else { DataLoss::Refused };
        let progress = Progress::new(terminal, Format::Text);
        let done = push::run(loss, project, &|event| progress.show(event))?;
        drop(progress);
        terminal.remarks(&done.diagnostics, &done.sources);
        match self.format {
            Format::Json => terminal.json(&done.json()),
            Format::Text if done.is_empty() => terminal.say("the database is what the schema says"),
            Format::Text => {
                terminal.result(&done.text(terminal.paint()));
                terminal.say("pushed; no migration was written, `icms generate` writes one");
            }
        }
        Ok(0)
    }
}
