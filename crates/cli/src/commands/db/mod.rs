//! `icms db …`

mod backup;
mod create;
mod drop;
mod grants;
mod health;
mod restore;
mod seed;
mod shell;
mod stats;

use clap::Subcommand;
use icms_workspace::{Outcome, Project};

use crate::arguments::Format;
use crate::commands::migrate::lock::Lock;
use crate::terminal::Terminal;

/// The operations of daily work on a database
#[derive(Debug, Subcommand)]
pub enum Db {
    Create(create::Create),
    Seed(seed::Seed),
    Drop(drop::Drop),
    Shell(shell::Shell),
    Health(health::Health),
    Grants(grants::Grants),
    Lock(Lock),
    Stats(stats::Stats),
    Backup(backup::Backup),
    Restore(restore::Restore),
}

impl Db {
    pub const fn format(&self) -> Format {
        match self {
            Self::Seed(c) => c.format,
            Self::Health(c) => c.format,
            Self::Grants(c) => c.error_format(),
            Self::Lock(c) => c.format,
            Self::Stats(c) => c.format,
            Self::Backup(c) => c.format,
            Self::Restore(c) => c.format,
            Self::Create(_) | Self::Drop(_) | Self::Shell(_) => Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        match self {
            Self::Create(command) => command.run(project, terminal),
            Self::Seed(command) => command.run(project, terminal),
            Self::Drop(command) => command.run(project, terminal),
            Self::Shell(command) => command.run(project),
            Self::Grants(command) => command.run(project, terminal),
            Self::Lock(command) => command.run(project, terminal),
            Self::Health(command) => command.run(project, terminal),
            Self::Stats(command) => command.run(project, terminal),
            Self::Backup(command) => command.run(project, terminal),
            Self::Restore(command) => command.run(project, terminal),
        }
    }
}
