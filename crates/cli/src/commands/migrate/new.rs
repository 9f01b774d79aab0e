//! `icms migrate new`

use clap::Args;
use icms_workspace::{Outcome, Project, migrate::new};

use crate::terminal::Terminal;

/// Start an empty migration for hand-written SQL
#[derive(Debug, Args)]
pub struct New {
    /// What it does: `backfill_user_display_names`
    name: String,
}

impl New {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let folder = new::run(&self.name, now.as_secs(), project)?;
        terminal.say(format!("wrote {}", folder.display()));
        terminal.say("write up.sql and down.sql, then `icms migrate seal`");
        Ok(0)
    }
}
