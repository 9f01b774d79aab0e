//! `icms db shell`

use std::os::unix::process::CommandExt;

use clap::Args;
use icms_workspace::db::shell;
use icms_workspace::{Outcome, Project};

/// Open psql on the database
#[derive(Debug, Args)]
pub struct Shell {
    /// What psql is given besides: `-- -c "select 1"`
    #[arg(last = true)]
    arguments: Vec<String>,
}

impl Shell {
    /// psql takes this process over, so that signals and the exit status are its own.
    pub fn run(&self, project: &Project) -> Outcome<u8> {
        let mut psql = shell::command(&self.arguments, project)?;
        let error = psql.exec();
        Err(shell::not_started(&psql, &error))
    }
}
