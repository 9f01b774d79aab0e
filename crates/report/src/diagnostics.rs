//! Diagnostics for people (through miette) and as JSON.

use std::fmt;

use icms_diagnostic::{Diagnostic, Diagnostics, Label, Severity, Sources, Span};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceSpan};
use serde_json::{Value, json};

use crate::paint::Paint;

/// All of them, with the source lines they speak of; at most `limit`, and then how many more there are.
#[must_use]
pub fn diagnostics(all: &Diagnostics, sources: &Sources, paint: Paint, limit: usize) -> String {
    let theme = match paint {
        Paint::Plain => GraphicalTheme::unicode_nocolor(),
        Paint::Colour => GraphicalTheme::unicode(),
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(110);
    let mut out = String::new();
    for diagnostic in all.iter().take(limit) {
        let shown = Shown {
            diagnostic,
            source: named(diagnostic, sources),
            elsewhere: elsewhere(diagnostic, sources),
        };
        // Formatting into a string cannot fail; a diagnostic that miette cannot lay out is printed bare.
        if handler.render_report(&mut out, &shown).is_err() {
            out.push_str(&format!("{}: {}\n", diagnostic.code, diagnostic.message));
        }
    }
    let more = all.iter().count().saturating_sub(limit);
    if more > 0 {
        out.push_str(&format!("… and {more} more\n"));
    }
    out
}

/// The document that `--format json` prints when a command fails.
#[must_use]
pub fn diagnostics_json(all: &Diagnostics, sources: &Sources) -> Value {
    let one = |d: &Diagnostic| {
        let place = |span: Span| {
            let (line, column) = sources.position(span);
            Some(json!({"file": sources.get(span.file)?.name, "line": line, "column": column,
                        "start": span.start, "end": span.end}))
        };
        let label = |label: &Label| json!({"place": place(label.span), "text": label.text});
        let fix = d
            .fix
            .as_ref()
            .map(|f| json!({"start": f.span.start, "end": f.span.end, "replacement": f.replacement}));
        json!({
            "code": d.code.to_string(),
            "severity": word(d.severity),
            "message": d.message,
            "help": d.help,
            "withheld": d.withheld.is_some(),
            "place": d.span.and_then(place),
            "labels": d.labels.iter().map(label).collect::<Vec<_>>(),
            "fix": fix,
        })
    };
    json!({"version": 1, "diagnostics": all.iter().map(one).collect::<Vec<_>>()})
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn named(diagnostic: &Diagnostic, sources: &Sources) -> Option<NamedSource<String>> {
    let file = sources.get(diagnostic.span?.file)?;
    Some(NamedSource::new(&file.name, file.text.clone()))
}

/// One file is shown; places in others are named: `see team.prisma:3:7: first declared here`.
fn elsewhere(diagnostic: &Diagnostic, sources: &Sources) -> Vec<String> {
    let others = diagnostic.labels.iter().filter(|l| diagnostic.span.is_none_or(|s| s.file != l.span.file));
    let shown = others.filter_map(|label| {
        let (line, column) = sources.position(label.span);
        Some(format!("see {}:{line}:{column}: {}", sources.get(label.span.file)?.name, label.text))
    });
    shown.collect()
}

/// Said where a diagnostic keeps something back.
const WITHHELD: &str = "the server said more, which may hold values of rows: --show-data shows it";

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Shown<'d> {
    diagnostic: &'d Diagnostic,
    source: Option<NamedSource<String>>,
    /// Further places that are in other files.
    elsewhere: Vec<String>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Note => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let withheld = self.diagnostic.withheld.as_ref().map(|_| WITHHELD);
        let lines = self.diagnostic.help.as_deref().into_iter().chain(withheld);
        let lines: Vec<&str> = lines.chain(self.elsewhere.iter().map(String::as_str)).collect();
        if lines.is_empty() { None } else { Some(Box::new(lines.join("\n"))) }
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.source.as_ref().map(|s| s as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.diagnostic.span?;
        let here = LabeledSpan::new_primary_with_span(None, source_span(span));
        let same_file = self.diagnostic.labels.iter().filter(move |l| l.span.file == span.file);
        let others = same_file.map(|l| LabeledSpan::new_with_span(Some(l.text.clone()), source_span(l.span)));
        Some(Box::new(std::iter::once(here).chain(others)))
    }
}

fn source_span(span: Span) -> SourceSpan {
    (span.start as usize, span.end.saturating_sub(span.start) as usize).into()
}
