//! `CALL icms.run('<name>')`: a step that is a program of the project, such as one that uses the generated client.
//!
//! A migration only names it; what the name stands for is the configuration's to say, so that nobody runs a stranger's
//! program by deploying. The database and its password come through the environment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use icms_connect::{Url, client_program};
use icms_diagnostic::Diagnostic;
use icms_sql::Statement;

use crate::codes;
use crate::event::Event;
use crate::failed::Failed;
use crate::group::{Group, GroupKind};
use crate::ledger::Ledger;
use crate::step::Worker;

/// What may be run, by name.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    commands: BTreeMap<String, String>,
    folder: PathBuf,
}

/// What a program is told besides the database.
#[derive(Debug, Clone, Copy)]
pub struct Task<'t> {
    /// The program's name.
    pub name: &'t str,
    /// The migration that it belongs to.
    pub migration: &'t str,
    /// `up` or `down`.
    pub direction: &'t str,
}

impl Programs {
    /// Command lines by name, for a shell in this folder.
    #[must_use]
    pub fn new(commands: BTreeMap<String, String>, folder: &Path) -> Self {
        Self { commands, folder: folder.to_path_buf() }
    }

    /// Runs one to its end, with `DATABASE_URL` and libpq's variables. What it prints goes to standard error.
    ///
    /// # Errors
    /// A name that stands for nothing, a shell that cannot be started.
    pub fn run(&self, task: Task<'_>, url: &Url) -> Result<ExitStatus, Box<Diagnostic>> {
        let Some(line) = self.commands.get(task.name) else { return Err(unknown(task.name)) };
        let mut shell = client_program(Path::new("sh"), url)?;
        self.told(&mut shell, task, url).arg("-c").arg(line);
        shell.status().map_err(|error| {
            let message = format!("the program `{}` cannot be started: {error}", task.name);
            Box::new(Diagnostic::error(codes::PROGRAM_FAILED, message))
        })
    }

    fn told<'c>(&self, shell: &'c mut Command, task: Task<'_>, url: &Url) -> &'c mut Command {
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        shell.current_dir(folder).stdin(Stdio::null()).stdout(std::io::stderr());
        shell.env("DATABASE_URL", url.reveal());
        if let Some(home) = url.home() {
            at_home(shell, home);
        }
        shell.env("ICMS_MIGRATION", task.migration).env("ICMS_DIRECTION", task.direction)
    }

    /// Every program of a script has a name that stands for something, and stands outside of transactions.
    pub(crate) fn permit(&self, groups: &[Group]) -> Result<(), Box<Diagnostic>> {
        for group in groups {
            for statement in &group.statements {
                let Some(name) = statement.program() else { continue };
                let wrong = if !self.commands.contains_key(&name) {
                    unknown(&name)
                } else if group.kind == GroupKind::Transaction {
                    let message = "a program cannot be a part of a transaction";
                    let wrong = Diagnostic::error(codes::PROGRAM_FAILED, message);
                    Box::new(wrong.help("put it outside of BEGIN … COMMIT: it has a connection of its own"))
                } else {
                    continue;
                };
                return Err(Box::new(wrong.at(statement.span())));
            }
        }
        Ok(())
    }
}

/// The namespace that is deployed to is where libpq's unqualified names lead, as they do for statements.
fn at_home(shell: &mut Command, home: &str) {
    let path = icms_sql::quote_ident(home).replace('\\', "\\\\").replace(' ', "\\ ");
    let said = shell.get_envs().find(|(name, _)| *name == "PGOPTIONS").and_then(|(_, value)| value);
    let before = said.map(|value| value.to_string_lossy().into_owned() + " ").unwrap_or_default();
    shell.env("PGOPTIONS", format!("{before}-c search_path={path}")).env("ICMS_NAMESPACE", home);
}

fn unknown(name: &str) -> Box<Diagnostic> {
    let message = format!("the program `{name}` is not one of the project's");
    let unknown = Diagnostic::error(codes::PROGRAM_UNKNOWN, message);
    Box::new(
        unknown.help(format!("if it is to be run: `[programs]` of icms.toml, `{name} = \"<command line>\"`")),
    )
}

/// How a program that did not do its work ended; `what` is its name for people.
#[must_use]
pub fn ended(name: &str, status: ExitStatus) -> Diagnostic {
    let message = format!("the program `{name}` ended with {status}");
    let failed = Diagnostic::error(codes::PROGRAM_FAILED, message);
    failed.help("what it said stands above; a program that ends so is run again by the next deploy")
}

impl Worker<'_> {
    /// Announced, run, and marked as done when it ends with 0. One that ends otherwise says that it wants to be run
    /// again; one that was killed says nothing.
    pub(crate) fn program(
        &mut self,
        at: usize,
        group: &Group,
        statement: &Statement,
        name: &str,
    ) -> Result<(), Box<Failed>> {
        self.announce(at, group)?;
        let (migration, direction) = (self.run.migration.id.as_str(), self.run.direction.word());
        let status = self.programs.run(Task { name, migration, direction }, self.session.url())?;
        if !status.success() {
            if status.code().is_some() {
                Ledger::new(self.session).withdraw(self.run, at)?;
            }
            return Err(Box::new(Failed::of(ended(name, status).at(statement.span()))));
        }
        self.verify(&group.directives.after, statement)?;
        (self.observer)(Event::Ran { group: at + 1 });
        Ok(Ledger::new(self.session).mark(self.run, at)?)
    }
}
