//! `icms check [<before> <after> | <before> --script <file>]`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use icms_workspace::{Failure, Outcome, Project, check};

use crate::arguments;
use crate::terminal::Terminal;

/// The gate: refuses what nobody acknowledged
#[derive(Debug, Args)]
pub struct Check {
    /// Where we come from; without it, the project's migrations are judged
    before: Option<String>,
    /// Where we go
    #[arg(conflicts_with = "script")]
    after: Option<String>,
    /// A script that runs on top of `<before>`
    #[arg(long, value_name = "FILE", requires = "before")]
    script: Option<PathBuf>,
    /// Judge the migrations that this revision lacks (default: the merge base with the default branch)
    #[arg(long, value_name = "REV", conflicts_with = "before")]
    base: Option<String>,
    /// Measure the data in this database; facts can lower a class
    #[arg(long, value_name = "URL")]
    facts: Option<String>,
    /// Ask no scratch server
    #[arg(long)]
    no_server: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How to print findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// For a comment on a pull request
    Markdown,
    /// JUnit
    Junit,
}

impl Check {
    pub const fn error_format(&self) -> arguments::Format {
        match self.format {
            Format::Json => arguments::Format::Json,
            _ => arguments::Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let question = match (&self.before, &self.after, &self.script) {
            (Some(before), Some(after), _) => check::Question::Sources { before, after },
            (Some(before), None, Some(script)) => check::Question::Script { before, script },
            (Some(_), None, None) => {
                return Err(Box::new(Failure::usage(
                    "say what to compare with: <before> <after>, or --script <file>",
                )));
            }
            (None, ..) => check::Question::Migrations { base: self.base.as_deref() },
        };
        let options = check::Options {
            facts: self.facts.as_deref(),
            server: if self.no_server { check::Server::Forbidden } else { check::Server::Allowed },
        };
        let checked = check::run(question, options, project)?;
        terminal.remarks(&checked.diagnostics, &checked.sources);
        let all = &checked.judgements;
        match self.format {
            Format::Text => terminal.result(&icms_report::findings::text(all, terminal.paint())),
            Format::Json => terminal.json(&icms_report::findings::json(all)),
            Format::Sarif => terminal.json(&icms_report::findings::sarif(all)),
            Format::Github => terminal.result(&icms_report::findings::github(all)),
            Format::Markdown => terminal.result(&icms_report::findings::markdown(all)),
            Format::Junit => terminal.result(&icms_report::findings::junit(all)),
        }
        if let Some(failure) = checked.disagreement {
            return Err(failure);
        }
        Ok(if icms_report::refused(all).next().is_some() { 3 } else { 0 })
    }
}
