//! `icms db grants`

use clap::{Args, ValueEnum};
use icms_workspace::db::grants::{self, Access, Options};
use icms_workspace::{Outcome, Project};
use serde_json::json;

use crate::arguments;
use crate::terminal::Terminal;

/// Print the SQL that gives an application's role the least it needs
#[derive(Debug, Args)]
pub struct Grants {
    /// The application's role (default: the database's name with `_app`, or `_reader`)
    #[arg(long, value_name = "NAME")]
    role: Option<String>,
    /// The role that migrates (default: the URL's)
    #[arg(long, value_name = "NAME")]
    migrator: Option<String>,
    /// It reads and never writes
    #[arg(long)]
    read_only: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How to print grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// A script for psql
    #[default]
    Sql,
    /// For programs
    Json,
}

impl Grants {
    pub const fn error_format(&self) -> arguments::Format {
        match self.format {
            Format::Json => arguments::Format::Json,
            Format::Sql => arguments::Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let access = if self.read_only { Access::ReadOnly } else { Access::ReadWrite };
        let options = Options { role: self.role.clone(), migrator: self.migrator.clone() };
        let grants = grants::run(&options, access, project)?;
        match self.format {
            Format::Sql => terminal.result(&grants.script()),
            Format::Json => {
                terminal.json(&json!({"version": 1, "role": grants.role, "statements": grants.statements}));
            }
        }
        Ok(0)
    }
}
