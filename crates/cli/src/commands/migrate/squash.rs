//! `icms migrate squash`

use clap::Args;
use icms_workspace::migrate::squash::{self, Origin};
use icms_workspace::{Outcome, Project};

use crate::terminal::Terminal;

/// Fold the oldest migrations into one that gives the same schema
#[derive(Debug, Args)]
pub struct Squash {
    /// The newest migration to fold
    #[arg(long, value_name = "ID")]
    to: String,
    /// The name of the new one
    #[arg(long)]
    name: Option<String>,
}

impl Squash {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let done = squash::run(&self.to, self.name.as_deref(), project)?;
        if let Origin::Scripts { because } = &done.origin {
            terminal.say(format!(
                "the scripts were joined as they are; more than a schema tells is done by {because}"
            ));
        }
        terminal.say(format!("{} stands for {} migrations now", done.id, done.replaced.len()));
        terminal.say(format!("their folders are kept in {}", done.kept.display()));
        Ok(0)
    }
}
