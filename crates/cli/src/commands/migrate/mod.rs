//! `icms migrate …`

mod baseline;
mod deploy;
mod down;
pub mod fleet;
mod insist;
pub mod lock;
mod new;
mod rebase;
mod reset;
mod resolve;
mod revert;
mod seal;
mod squash;
mod status;
mod test;
mod verify;

use clap::Subcommand;
use icms_workspace::{Outcome, Project, embedded};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Apply, undo and inspect migrations
#[derive(Debug, Subcommand)]
pub enum Migrate {
    New(new::New),
    Seal(seal::Seal),
    Verify(verify::Verify),
    Test(test::Test),
    Deploy(deploy::Deploy),
    Down(down::Down),
    Status(status::Status),
    Rebase(rebase::Rebase),
    Squash(squash::Squash),
    Revert(revert::Revert),
    Resolve(resolve::Resolve),
    Baseline(baseline::Baseline),
    Reset(reset::Reset),
    Lock(lock::Lock),
}

impl Migrate {
    pub const fn format(&self) -> Format {
        match self {
            Self::Status(c) => c.format,
            Self::Deploy(c) => c.format,
            Self::Down(c) => c.format,
            Self::Revert(c) => c.format,
            Self::Lock(c) => c.format,
            Self::Test(c) => c.error_format(),
            Self::New(_)
            | Self::Seal(_)
            | Self::Verify(_)
            | Self::Rebase(_)
            | Self::Squash(_)
            | Self::Resolve(_)
            | Self::Baseline(_)
            | Self::Reset(_) => Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let status = match self {
            Self::New(command) => command.run(project, terminal),
            Self::Seal(command) => command.run(project, terminal),
            Self::Verify(command) => command.run(project, terminal),
            Self::Test(command) => command.run(project, terminal),
            Self::Deploy(command) => command.run(project, terminal),
            Self::Down(command) => command.run(project, terminal),
            Self::Status(command) => command.run(project, terminal),
            Self::Rebase(command) => command.run(project, terminal),
            Self::Squash(command) => command.run(project, terminal),
            Self::Revert(command) => command.run(project, terminal),
            Self::Resolve(command) => command.run(project, terminal),
            Self::Baseline(command) => command.run(project, terminal),
            Self::Reset(command) => command.run(project, terminal),
            Self::Lock(command) => command.run(project, terminal),
        }?;
        if self.writes_history() {
            embedded::refresh(project)?;
        }
        Ok(status)
    }

    /// Whether folders of migrations may be others afterwards.
    const fn writes_history(&self) -> bool {
        match self {
            Self::New(_) | Self::Seal(_) | Self::Rebase(_) | Self::Squash(_) | Self::Revert(_) => true,
            Self::Verify(_)
            | Self::Deploy(_)
            | Self::Down(_)
            | Self::Status(_)
            | Self::Resolve(_)
            | Self::Baseline(_)
            | Self::Reset(_)
            | Self::Lock(_)
            | Self::Test(_) => false,
        }
    }
}
