//! `icms init`

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use icms_workspace::{Outcome, init};

use crate::terminal::Terminal;

/// Start a project: from nothing, from a database, or from one that Prisma made
#[derive(Debug, Args)]
pub struct Init {
    /// A database's URL, a Prisma folder or a schema to start from
    #[arg(long, value_name = "SOURCE")]
    from: Option<String>,
}

impl Init {
    pub fn run(&self, folder: &Path, terminal: &Terminal) -> Outcome<u8> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let started = init::project(folder, self.from.as_deref(), now)?;
        for file in &started.written {
            terminal.say(format!("wrote {}", file.display()));
        }
        if started.left_out > 0 {
            terminal.say(format!(
                "warning: {} objects have no words in the language; the schema names them at its end",
                started.left_out
            ));
        }
        if let Some(baseline) = &started.baseline {
            terminal.say(format!(
                "{baseline} makes what this database is; `icms migrate deploy` sees that and counts it as applied"
            ));
        }
        if !started.changes.is_empty() {
            terminal.say("the schema is not what its migrations make; the next `icms generate` will write:");
            started.changes.iter().for_each(|change| terminal.say(format!("  {change}")));
        }
        Ok(0)
    }
}
