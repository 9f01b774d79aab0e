//! What is printed where: results to standard output, everything for people to standard error.

use std::io::{IsTerminal, Write};

use icms_diagnostic::{Diagnostics, Severity, Sources};
use icms_report::Paint;
use icms_workspace::Failure;
use serde_json::Value;

use crate::arguments::{Color, Format, Global};

/// How many diagnostics are shown before only their number is.
const SHOWN: usize = 100;

/// Where output goes and how it looks.
pub struct Terminal {
    out: Paint,
    err: Paint,
    quiet: bool,
    verbose: bool,
    show_data: bool,
}

impl Terminal {
    pub fn new(global: &Global) -> Self {
        let bare = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let paint = |terminal: bool| match global.color {
            Color::Always => Paint::Colour,
            Color::Auto if terminal && !bare => Paint::Colour,
            Color::Auto | Color::Never => Paint::Plain,
        };
        Self {
            out: paint(std::io::stdout().is_terminal()),
            err: paint(std::io::stderr().is_terminal()),
            quiet: global.quiet,
            verbose: global.verbose,
            show_data: global.show_data,
        }
    }

    /// How results look.
    pub const fn paint(&self) -> Paint {
        self.out
    }

    /// How text for people looks.
    pub const fn error_paint(&self) -> Paint {
        self.err
    }

    /// Whether text for people goes to somebody who sees lines change.
    pub fn is_live(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// A result. A reader that went away is no failure.
    pub fn result(&self, text: &str) {
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// A result as JSON.
    pub fn json(&self, value: &Value) {
        self.result(&format!("{value:#}\n"));
    }

    /// A JSON document on a line of its own, among others.
    pub fn json_line(&self, value: &Value) {
        self.result(&format!("{value}\n"));
    }

    /// A line for people, unless `--quiet`.
    pub fn say(&self, text: impl AsRef<str>) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref().trim_end_matches('\n'));
        }
    }

    /// A failure as it may be shown: with values of rows only where somebody asked for them.
    pub fn disclosed(&self, failure: Failure) -> Failure {
        if self.show_data { failure.disclosed() } else { failure }
    }

    /// Asks a person; none when there is no terminal to ask on.
    pub fn ask(&self, question: &str) -> Option<String> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        let _ = write!(std::io::stderr().lock(), "{question} ");
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        Some(answer.trim().to_owned())
    }

    /// Warnings and notes of a command that succeeded; notes only with `--verbose`.
    pub fn remarks(&self, all: &Diagnostics, sources: &Sources) {
        let least = if self.verbose { Severity::Note } else { Severity::Warning };
        let mut shown = Diagnostics::default();
        shown.extend(all.iter().filter(|d| d.severity >= least).cloned());
        if !self.quiet && !shown.is_empty() {
            self.error_text(&icms_report::diagnostics(&shown, sources, self.err, SHOWN));
        }
    }

    /// Why a command failed.
    pub fn failure(&self, failure: &Failure, format: Format) {
        match format {
            Format::Json => self.json(&icms_report::diagnostics_json(&failure.diagnostics, &failure.sources)),
            Format::Text => {
                let text = icms_report::diagnostics(&failure.diagnostics, &failure.sources, self.err, SHOWN);
                self.error_text(&text);
            }
        }
    }

    fn error_text(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}
