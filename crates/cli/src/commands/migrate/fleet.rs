//! Flags of commands that can be run over many databases or namespaces, and what they print of each.

use clap::Args;
use icms_workspace::fleet::{self, Fate, Kind, OnFailure, Options, Targets};
use icms_workspace::{Absent, Line, Outcome, Project};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Over many databases of one server, or many namespaces of one database.
#[derive(Debug, Args)]
pub struct Fleet {
    /// Do it for each of these databases: a list (`a,b`), or a query whose first column names them
    #[arg(long, value_name = "LIST|QUERY", group = "each")]
    each_database: Option<String>,
    /// Do it for each of these namespaces of a portable project: a list, or a query whose first column names them
    #[arg(long, value_name = "LIST|QUERY", group = "each")]
    each_schema: Option<String>,
    /// How many at a time, each on one connection
    #[arg(long, value_name = "N", default_value_t = 4, requires = "each")]
    jobs: usize,
    /// Go on with the others when one fails
    #[arg(long, requires = "each")]
    keep_going: bool,
}

/// What was done to one of them.
pub struct Report {
    /// In one line.
    pub line: String,
    /// For programs.
    pub document: Value,
    /// The exit status that it asks for.
    pub status: u8,
}

/// What programs are told, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// One document in the end.
    AtLast,
    /// An event for each that comes to its end, and one in the end.
    AsItGoes,
}

impl Fleet {
    /// Whether several are meant.
    pub const fn is_meant(&self) -> bool {
        self.each_database.is_some() || self.each_schema.is_some()
    }

    /// Runs the work for each, if several are meant; returns the exit status.
    pub fn run(
        &self,
        print: Print<'_>,
        absent: Absent,
        project: &Project,
        work: impl Fn(&str, &Project, &mut Line) -> Outcome<Report> + Sync,
    ) -> Outcome<u8> {
        let targets = match (&self.each_database, &self.each_schema) {
            (Some(each), _) => Targets::databases(each, project)?,
            (None, each) => Targets::namespaces(each.as_deref().unwrap_or_default(), absent, project)?,
        };
        let on_failure = if self.keep_going { OnFailure::KeepGoing } else { OnFailure::Stop };
        let options = Options { jobs: self.jobs, on_failure };
        let told = |name: &str, fate: &Fate<Report>| print.event(name, fate, targets.kind);
        let fates = fleet::each(&targets, options, project, &told, work);
        print.all(&fates, targets.kind);
        Ok(fates.iter().map(|(_, fate)| status(fate)).max().unwrap_or_default())
    }
}

/// Where and how it is printed.
#[derive(Clone, Copy)]
pub struct Print<'t> {
    pub format: Format,
    pub told: Told,
    pub terminal: &'t Terminal,
}

impl Print<'_> {
    /// One came to its end.
    fn event(self, name: &str, fate: &Fate<Report>, kind: Kind) {
        if let (Format::Json, Told::AsItGoes) = (self.format, self.told) {
            let mut document = one(name, fate, kind);
            if let Some(map) = document.as_object_mut() {
                map.insert("version".into(), json!(1));
                map.insert("event".into(), json!("target"));
            }
            self.terminal.json_line(&document);
        }
    }

    /// All of them, in their order.
    fn all(self, fates: &[(String, Fate<Report>)], kind: Kind) {
        let counts = Counts::of(fates);
        match (self.format, self.told) {
            (Format::Json, Told::AsItGoes) => {
                let (event, summary) = ("summary", counts.document());
                self.terminal.json_line(&json!({"version": 1, "event": event, "summary": summary}));
            }
            (Format::Json, Told::AtLast) => {
                let all: Vec<Value> = fates.iter().map(|(name, fate)| one(name, fate, kind)).collect();
                let (word, summary) = (plural(kind), counts.document());
                self.terminal.json(&json!({"version": 1, word: all, "summary": summary}));
            }
            (Format::Text, _) => {
                fates.iter().for_each(|(name, fate)| self.line(name, fate));
                self.terminal.say(counts.line());
            }
        }
    }

    fn line(self, name: &str, fate: &Fate<Report>) {
        match fate {
            Fate::Done(report) => self.terminal.result(&format!("{name}: {}\n", report.line)),
            Fate::NotBegun => self.terminal.result(&format!("{name}: not begun\n")),
            Fate::Failed(failure) => {
                self.terminal.result(&format!("{name}: failed\n"));
                self.terminal.failure(failure, Format::Text);
            }
        }
    }
}

/// How many came to which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    done: usize,
    failed: usize,
    not_begun: usize,
}

impl Counts {
    fn of(fates: &[(String, Fate<Report>)]) -> Self {
        let mut counts = Self::default();
        for (_, fate) in fates {
            match fate {
                Fate::Done(_) => counts.done += 1,
                Fate::Failed(_) => counts.failed += 1,
                Fate::NotBegun => counts.not_begun += 1,
            }
        }
        counts
    }

    fn document(self) -> Value {
        json!({"done": self.done, "failed": self.failed, "not_begun": self.not_begun})
    }

    fn line(self) -> String {
        match self {
            Self { done, failed: 0, not_begun: 0 } => format!("{done} done"),
            Self { done, failed, not_begun: 0 } => {
                format!("{done} done, {failed} failed: run it again to go on")
            }
            Self { done, failed, not_begun } => {
                format!("{done} done, {failed} failed, {not_begun} not begun: run it again to go on")
            }
        }
    }
}

/// One that was not begun is no worse than the one that failed.
const fn status(fate: &Fate<Report>) -> u8 {
    match fate {
        Fate::Done(report) => report.status,
        Fate::Failed(failure) => failure.exit.status(),
        Fate::NotBegun => 1,
    }
}

const fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Databases => "database",
        Kind::Namespaces(_) => "schema",
    }
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Databases => "databases",
        Kind::Namespaces(_) => "schemas",
    }
}

fn one(name: &str, fate: &Fate<Report>, kind: Kind) -> Value {
    let word = singular(kind);
    match fate {
        Fate::Done(report) => json!({word: name, "outcome": "done", "result": report.document}),
        Fate::NotBegun => json!({word: name, "outcome": "not_begun"}),
        Fate::Failed(failure) => json!({
            word: name,
            "outcome": "failed",
            "errors": icms_report::diagnostics_json(&failure.diagnostics, &failure.sources),
        }),
    }
}
