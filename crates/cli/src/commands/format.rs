//! `icms format [<schema>] [--check]`

use std::path::PathBuf;

use clap::Args;
use icms_workspace::{Outcome, Project, format};

use crate::terminal::Terminal;

/// Format schema files in place
#[derive(Debug, Args)]
pub struct Format {
    /// A schema file or folder, instead of the project's
    schema: Option<PathBuf>,
    /// Change nothing; print what would change and exit with 1
    #[arg(long)]
    check: bool,
}

impl Format {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let formatted = format::files(self.schema.as_deref(), project)?;
        let changed: Vec<_> = formatted.iter().filter(|f| f.before != f.after).collect();
        if self.check {
            for file in &changed {
                terminal.result(&icms_report::text_diff(&file.before, &file.after, &file.name));
            }
            return Ok(u8::from(!changed.is_empty()));
        }
        for file in &changed {
            format::write(file)?;
            terminal.say(format!("formatted {}", file.name));
        }
        Ok(0)
    }
}
