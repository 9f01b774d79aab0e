//! Flags of commands that can be run over many databases, and what they print of each.

use clap::Args;
use icms_workspace::fleet::{self, Fate, OnFailure, Options};
use icms_workspace::{Outcome, Project};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Over many databases of one server.
#[derive(Debug, Args)]
pub struct Fleet {
    /// Do it for each of these databases: a list (`a,b`), or a query whose first column names them
    #[arg(long, value_name = "LIST|QUERY")]
    each_database: Option<String>,
    /// How many at a time
    #[arg(long, value_name = "N", default_value_t = 4, requires = "each_database")]
    jobs: usize,
    /// Go on with the others when one fails
    #[arg(long, requires = "each_database")]
    keep_going: bool,
}

/// What was done to one database.
pub struct Report {
    /// In one line.
    pub line: String,
    /// For programs.
    pub document: Value,
    /// The exit status that it asks for.
    pub status: u8,
}

impl Fleet {
    /// Runs the work for each database, if several are meant; returns the exit status.
    pub fn run(
        &self,
        format: Format,
        project: &Project,
        terminal: &Terminal,
        work: impl Fn(&str, &Project) -> Outcome<Report> + Sync,
    ) -> Option<Outcome<u8>> {
        let each = self.each_database.as_deref()?;
        let names = match fleet::databases(each, project) {
            Ok(names) => names,
            Err(failure) => return Some(Err(failure)),
        };
        let on_failure = if self.keep_going { OnFailure::KeepGoing } else { OnFailure::Stop };
        let fates = fleet::each(&names, Options { jobs: self.jobs, on_failure }, project, work);
        match format {
            Format::Json => terminal.json(&document(&fates)),
            Format::Text => fates.iter().for_each(|(name, fate)| print(name, fate, terminal)),
        }
        Some(Ok(fates.iter().map(|(_, fate)| status(fate)).max().unwrap_or_default()))
    }
}

/// A database that was not begun is no worse than the one that failed.
const fn status(fate: &Fate<Report>) -> u8 {
    match fate {
        Fate::Done(report) => report.status,
        Fate::Failed(failure) => failure.exit.status(),
        Fate::NotBegun => 1,
    }
}

fn print(name: &str, fate: &Fate<Report>, terminal: &Terminal) {
    match fate {
        Fate::Done(report) => terminal.result(&format!("{name}: {}\n", report.line)),
        Fate::NotBegun => terminal.result(&format!("{name}: not begun\n")),
        Fate::Failed(failure) => {
            terminal.result(&format!("{name}: failed\n"));
            terminal.failure(failure, Format::Text);
        }
    }
}

fn document(fates: &[(String, Fate<Report>)]) -> Value {
    let one = |(name, fate): &(String, Fate<Report>)| match fate {
        Fate::Done(report) => json!({"database": name, "outcome": "done", "result": report.document}),
        Fate::NotBegun => json!({"database": name, "outcome": "not_begun"}),
        Fate::Failed(failure) => json!({
            "database": name,
            "outcome": "failed",
            "errors": icms_report::diagnostics_json(&failure.diagnostics, &failure.sources),
        }),
    };
    json!({"version": 1, "databases": fates.iter().map(one).collect::<Vec<_>>()})
}
