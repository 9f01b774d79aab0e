//! One file per command: its arguments, and what it prints.

pub mod acknowledge;
pub mod check;
pub mod completions;
pub mod db;
pub mod dev;
pub mod diff;
pub mod drift;
pub mod explain;
pub mod format;
pub mod generate;
pub mod init;
pub mod json_schema;
pub mod man;
pub mod migrate;
pub mod pull;
pub mod push;
pub mod validate;

use icms_diagnostic::Sources;
use icms_workspace::{Failure, Outcome, Overrides, Project};

use crate::arguments::{Arguments, Command};
use crate::terminal::Terminal;

/// Runs the command and returns the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Outcome<u8> {
    let folder = std::env::current_dir().map_err(|e| Failure::file(std::path::Path::new("."), &e))?;
    let overrides = Overrides {
        config: arguments.global.config.clone(),
        environment: arguments.global.env.clone(),
        database: arguments.global.db.clone(),
    };
    let project = || {
        let project = Project::open(&folder, overrides.clone())?;
        terminal.remarks(&project.warnings(), &Sources::default());
        Ok::<_, Box<Failure>>(project)
    };
    match &arguments.command {
        Command::Init(command) => command.run(&folder, terminal),
        Command::Validate(command) => command.run(&project()?, terminal),
        Command::Format(command) => command.run(&project()?, terminal),
        Command::Generate(command) => command.run(&project()?, terminal),
        Command::Diff(command) => command.run(&project()?, terminal),
        Command::Check(command) => command.run(&project()?, terminal),
        Command::Acknowledge(command) => command.run(&project()?, terminal),
        Command::Explain(command) => command.run(terminal),
        Command::Migrate(command) => command.run(&project()?, terminal),
        Command::Push(command) => command.run(&project()?, terminal),
        Command::Drift(command) => command.run(&project()?, terminal),
        Command::Db(command) => command.run(&project()?, terminal),
        Command::Pull(command) => command.run(&project()?, terminal),
        Command::Dev(command) => command.run(&project()?, terminal),
        Command::Completions(command) => command.run(terminal),
        Command::Man(command) => command.run(terminal),
        Command::JsonSchema(command) => command.run(terminal),
    }
}
