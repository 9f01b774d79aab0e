//! `icms db create`

use clap::Args;
use icms_workspace::db::create::{self, Created};
use icms_workspace::{Outcome, Project};

use crate::terminal::Terminal;

/// Create the database that the URL names, if it is not there
#[derive(Debug, Args)]
pub struct Create {}

impl Create {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        terminal.say(match create::run(project)? {
            Created::New(name) => format!("created the database {name}"),
            Created::Present(name) => format!("the database {name} is there"),
        });
        Ok(0)
    }
}
