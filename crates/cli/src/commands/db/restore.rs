//! `icms db restore`

use std::path::PathBuf;

use clap::Args;
use icms_workspace::db::restore::{self, Options, Ownership, Present};
use icms_workspace::{Outcome, Project};

use crate::arguments::Format;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Put a backup back, in one transaction, and tell where its migrations stand
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// Drop what the backup has first; without it the database must be empty
    #[arg(long)]
    clean: bool,
    /// Whoever restores owns everything
    #[arg(long)]
    no_owner: bool,
    /// The file with age's identity
    #[arg(long, value_name = "FILE", env = "ICMS_AGE_IDENTITY")]
    identity: Option<PathBuf>,
    /// The environment's name, where it is protected
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Restore {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let options = Options {
            file: self.file.clone(),
            present: if self.clean { Present::Replaced } else { Present::Refused },
            ownership: if self.no_owner { Ownership::Ours } else { Ownership::Kept },
            identity: self.identity.clone(),
            confirmed: self.confirm.clone(),
        };
        let progress = Progress::new(terminal, Format::Text);
        let done = restore::run(&options, project, &|event| progress.show(event))?;
        drop(progress);
        terminal.say(format!("restored the database {}", done.database));
        if let Some(name) = &done.unprotected {
            terminal.say(format!("it is a copy of `{name}`, and not protected"));
        }
        match self.format {
            Format::Json => terminal.json(&icms_report::status_json(&done.entries)),
            Format::Text => terminal.result(&icms_report::status_text(&done.entries, terminal.paint())),
        }
        Ok(if done.entries.iter().all(|entry| entry.state.is_clean()) { 0 } else { 4 })
    }
}
