//! `icms pull`

use std::path::PathBuf;

use clap::Args;
use icms_workspace::{Outcome, Project, pull};

use crate::terminal::Terminal;

/// Write a database, or any other source, as a schema file
#[derive(Debug, Args)]
pub struct Pull {
    /// What to read; without it the configured database
    #[arg(value_name = "SOURCE")]
    source: Option<String>,
    /// The file to write; .prisma for Prisma's language. Without it the text is printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Keep names, order, comments and attributes of this schema; it may be the file to write
    #[arg(long, value_name = "SCHEMA")]
    like: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    force: bool,
}

impl Pull {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let request = pull::Request {
            source: self.source.as_deref(),
            like: self.like.as_deref(),
            out: self.out.as_deref(),
        };
        let pulled = pull::text(&request, project)?;
        terminal.remarks(&pulled.diagnostics, &pulled.sources);
        match &self.out {
            None => terminal.result(pulled.text.trim_end()),
            Some(path) => {
                let replaced = self.force || self.like.as_ref() == Some(path);
                let existing = if replaced { pull::Existing::Replaced } else { pull::Existing::Kept };
                pull::write(path, &pulled.text, existing)?;
                terminal.say(format!("wrote {}", path.display()));
            }
        }
        if !pulled.left_out.is_empty() {
            terminal.say(format!(
                "warning: {} objects are not in the file, because the language has no words for them; \
                 it names them at its end",
                pulled.left_out.len()
            ));
        }
        Ok(0)
    }
}
