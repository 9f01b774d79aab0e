//! `icms migrate rebase`

use clap::Args;
use icms_workspace::{Outcome, Project, migrate::rebase};

use crate::terminal::Terminal;

/// Put migrations made in parallel one behind the other, and prove them again
#[derive(Debug, Args)]
pub struct Rebase {
    /// The branch with this migration goes first; otherwise the one that git's default branch has, then the older one
    #[arg(long, value_name = "ID")]
    first: Option<String>,
}

impl Rebase {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let rebased = rebase::run(self.first.as_deref(), project)?;
        if rebased.moved.is_empty() {
            terminal.say("the history goes one way; nothing is to be done");
        }
        for moved in &rebased.moved {
            terminal.say(format!("{} stands behind {} now", moved.id, moved.behind));
        }
        for id in &rebased.sealed {
            terminal.say(format!("proven and sealed {id}"));
        }
        Ok(0)
    }
}
