//! `icms migrate test`

use clap::{Args, ValueEnum};
use icms_report::{Paint, TestReport};
use icms_workspace::migrate::test::{self, Tested, Verdict};
use icms_workspace::{Outcome, Project};

use crate::arguments;
use crate::terminal::Terminal;

/// Run `tests/*.toml` of migrations on a scratch PostgreSQL: rows before, after up, after down
#[derive(Debug, Args)]
pub struct Test {
    /// The migrations; all that have tests without
    ids: Vec<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How to print what came of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// JUnit
    Junit,
}

impl Test {
    pub const fn error_format(&self) -> arguments::Format {
        match self.format {
            Format::Json => arguments::Format::Json,
            Format::Text | Format::Junit => arguments::Format::Text,
        }
    }

    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let tested = test::run(&self.ids, project, &mut |_| {})?;
        let reports: Vec<TestReport> = tested.iter().map(|one| report(one, terminal)).collect();
        match self.format {
            Format::Text if reports.is_empty() => {
                terminal.say("no migration has tests: tests/<case>.toml beside up.sql")
            }
            Format::Text => terminal.result(&icms_report::tests_text(&reports)),
            Format::Json => terminal.json(&icms_report::tests_json(&reports)),
            Format::Junit => terminal.result(&icms_report::tests_junit(&reports)),
        }
        Ok(u8::from(reports.iter().any(|one| one.failure.is_some())))
    }
}

fn report(one: &Tested, terminal: &Terminal) -> TestReport {
    let failure = match &one.verdict {
        Verdict::Passed => None,
        Verdict::Differs(diff) => Some(diff.clone()),
        Verdict::Failed(failure) => {
            let shown = terminal.disclosed((**failure).clone());
            Some(icms_report::diagnostics(&shown.diagnostics, &shown.sources, Paint::Plain, usize::MAX))
        }
    };
    TestReport { migration: one.migration.to_string(), case: one.case.clone(), failure }
}
