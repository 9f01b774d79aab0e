//! `icms init`

use std::path::{Path, PathBuf};

use clap::Args;
use icms_workspace::{Outcome, init};

use crate::terminal::Terminal;

/// Start a project: from nothing, or from one that Prisma made
#[derive(Debug, Args)]
pub struct Init {
    /// A Prisma folder or schema to start from
    #[arg(long, value_name = "SOURCE")]
    from: Option<PathBuf>,
}

impl Init {
    pub fn run(&self, folder: &Path, terminal: &Terminal) -> Outcome<u8> {
        let written = init::project(folder, self.from.as_deref())?;
        for file in written {
            terminal.say(format!("wrote {}", file.display()));
        }
        Ok(0)
    }
}
