//! `icms init`

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use icms_workspace::{Outcome, init};

use crate::terminal::Terminal;

/// How many changes are named.
const SHOWN: usize = 20;

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
            say_changes(&started, terminal);
        }
        let next = match &self.from {
            None => {
                "next: edit the schema, `icms generate`, `icms dev start`, `icms migrate deploy --db dev`"
            }
            Some(_) => "next: `icms generate` writes the client",
        };
        terminal.say(next);
        Ok(0)
    }
}

fn say_changes(started: &init::Started, terminal: &Terminal) {
    if started.migrations == 0 {
        terminal.say("no migration makes this schema yet; the next `icms generate` will write the first");
        return;
    }
    terminal.say("the schema is not what its migrations make; the next `icms generate` will write:");
    let (shown, rest) = started.changes.split_at(started.changes.len().min(SHOWN));
    shown.iter().for_each(|change| terminal.say(format!("  {change}")));
    if !rest.is_empty() {
        terminal.say(format!("  … and {} more: `icms generate --dry-run` shows all", rest.len()));
    }
}
