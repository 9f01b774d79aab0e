//! `icms db drop`

use clap::Args;
use icms_diagnostic::Diagnostic;
use icms_workspace::db::drop::{self, Connections};
use icms_workspace::{Exit, Failure, Outcome, Project, codes};

use crate::terminal::Terminal;

/// Development only: drop the database
#[derive(Debug, Args)]
pub struct Drop {
    /// Do not ask, and end the connections of others
    #[arg(long)]
    force: bool,
}

impl Drop {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let name = drop::prospect(project)?;
        if !self.force {
            let question = format!("the database {name} goes with everything in it. Go on? (yes/no)");
            if terminal.ask(&question).as_deref() != Some("yes") {
                let refused = Diagnostic::error(codes::NOT_CONFIRMED, "nobody said yes; nothing was dropped");
                return Err(Box::new(Failure::new(Exit::Protected, refused.help("say --force"))));
            }
        }
        let connections = if self.force { Connections::Ended } else { Connections::Kept };
        let name = drop::run(connections, project)?;
        terminal.say(format!("dropped the database {name}"));
        Ok(0)
    }
}
