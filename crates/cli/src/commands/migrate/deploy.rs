//! `icms migrate deploy`

use clap::Args;
use icms_workspace::{Outcome, Project, deploy};

use crate::terminal::Terminal;

/// Apply pending migrations
#[derive(Debug, Args)]
pub struct Deploy {
    /// Say what would be applied
    #[arg(long)]
    dry_run: bool,
    /// Stop after this migration
    #[arg(long, value_name = "ID")]
    to: Option<String>,
}

impl Deploy {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        if self.dry_run {
            let pending = deploy::pending(self.to.as_deref(), project)?;
            for migration in &pending {
                terminal.result(&format!("-- {}\n{}\n", migration.id, migration.up.trim_end()));
            }
            terminal.say(format!("{} pending", pending.len()));
            return Ok(0);
        }
        let applied = deploy::run(self.to.as_deref(), project, &mut |progress| terminal.say(progress))?;
        match applied.len() {
            0 => terminal.say("nothing is pending"),
            n => terminal.say(format!("applied {n} migration{}", if n == 1 { "" } else { "s" })),
        }
        Ok(0)
    }
}
