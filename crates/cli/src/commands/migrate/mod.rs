//! `icms migrate …`

mod deploy;
mod down;
mod status;

use clap::Subcommand;
use icms_workspace::{Outcome, Project};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Apply, undo and inspect migrations
#[derive(Debug, Subcommand)]
pub enum Migrate {
    Deploy(deploy::Deploy),
    Down(down::Down),
    Status(status::Status),
}

impl Migrate {
    pub const fn format(&self) -> Format {
        match self {
            Self::Status(c) => c.format,
            Self::Deploy(c) => c.format,
            Self::Down(c) => c.format,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        match self {
            Self::Deploy(command) => command.run(project, terminal),
            Self::Down(command) => command.run(project, terminal),
            Self::Status(command) => command.run(project, terminal),
        }
    }
}
