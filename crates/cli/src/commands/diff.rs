//! `icms diff <before> <after>`

use std::mem::ManuallyDrop;

use clap::{Args, ValueEnum};
use icms_workspace::{Outcome, Project, compare};

use crate::arguments;
use crate::terminal::Terminal;

/// What differs between two sources, and the SQL that makes one of the other
#[derive(Debug, Args)]
pub struct Diff {
    /// Where we come from: a schema file, migrations, a script, a URL, dev, empty, `git:<rev>:<path>`
    before: String,
    /// Where we go
    after: String,
    /// The way back: the inverse of this very plan
    #[arg(long)]
    down: bool,
    /// Low-lock recipes, each step that needs it outside a transaction
    #[arg(long, conflicts_with = "offline")]
    online: bool,
    /// Plain statements, transactional where PostgreSQL allows
    #[arg(long)]
    offline: bool,
    /// Exit with 2 when there are differences
    #[arg(long)]
    exit_code: bool,
    /// Ask no scratch server; what cannot be known without one stays undecided
    #[arg(long)]
    no_server: bool,
    /// Prove the plan on a scratch PostgreSQL, there and back, before it is printed
    #[arg(long, conflicts_with = "no_server")]
    verify: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How to print a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// A script
    Sql,
    /// For programs
    Json,
    /// For a pull request
    Markdown,
}

impl Diff {
    pub const fn error_format(&self) -> arguments::Format {
        match self.format {
            Format::Json => arguments::Format::Json,
            Format::Text | Format::Sql | Format::Markdown => arguments::Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let options = compare::Options {
            mode: if self.online { compare::Mode::Online } else { compare::Mode::Offline },
            server: if self.no_server { compare::Server::Forbidden } else { compare::Server::Allowed },
        };
        // The process ends with this: there is no need to take it apart first.
        let comparison = ManuallyDrop::new(compare::sources(&self.before, &self.after, project, options)?);
        terminal.remarks(&comparison.diagnostics, &comparison.sources);
        if self.verify {
            comparison.verify(project)?;
        }
        match self.format {
            Format::Sql => {}
            Format::Text | Format::Json | Format::Markdown => comparison.look_at_code(project),
        }
        match (self.format, self.down) {
            (Format::Sql, false) => terminal.result(&comparison.up_sql()),
            (Format::Sql, true) => terminal.result(&comparison.down_sql()),
            (Format::Json, _) => terminal.json(&comparison.json()),
            (Format::Markdown, _) => terminal.result(&comparison.markdown()),
            (Format::Text, _) => terminal.result(&comparison.text(terminal.paint())),
        }
        Ok(if self.exit_code && !comparison.is_empty() { 2 } else { 0 })
    }
}
