//! `icms migrate new`

use clap::Args;
use icms_workspace::{Outcome, Project, migrate::new};

use crate::clock;
use crate::terminal::Terminal;

/// Start an empty migration for hand-written SQL
#[derive(Debug, Args)]
pub struct New {
    /// What it does: `backfill_user_display_names`
    name: String,
    /// It changes rows, range by range
    #[arg(long)]
    data: bool,
}

impl New {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let kind = if self.data { new::Kind::Data } else { new::Kind::Schema };
        let folder = new::run(&self.name, kind, clock::now(), project)?;
        terminal.say(format!("wrote {}", folder.display()));
        terminal.say("write up.sql and down.sql, then `icms migrate seal`");
        Ok(0)
    }
}
