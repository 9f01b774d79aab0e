//! `icms db backup`

use std::path::PathBuf;

use clap::Args;
use icms_workspace::db::backup;
use icms_workspace::{Outcome, Project};
use serde_json::json;

use crate::arguments::Format;
use crate::clock::now;
use crate::terminal::Terminal;

/// Write a backup that only you can read, and show that it can be read back
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder it goes to
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Remove this database's backups that are older
    #[arg(long, value_name = "DAYS")]
    keep_days: Option<u32>,
    /// Encrypt it, with age (`age1…`, `ssh-…`) or gpg (a fingerprint, an address)
    #[arg(long, value_name = "RECIPIENT")]
    encrypt_to: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Backup {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let options = backup::Options {
            out: self.out.clone(),
            keep_days: self.keep_days,
            encrypt_to: self.encrypt_to.clone(),
            now: now(),
        };
        let done = backup::run(&options, project)?;
        let removed: Vec<String> = done.removed.iter().map(|path| path.display().to_string()).collect();
        match self.format {
            Format::Json => {
                let file = done.file.display().to_string();
                terminal.json(&json!({"version": 1, "file": file, "bytes": done.bytes, "removed": removed}));
            }
            Format::Text => {
                for path in removed {
                    terminal.say(format!("removed {path}"));
                }
                terminal.say(format!("{} bytes", done.bytes));
                terminal.result(&format!("{}\n", done.file.display()));
            }
        }
        Ok(0)
    }
}
