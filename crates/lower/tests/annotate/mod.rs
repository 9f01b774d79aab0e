//! Diagnostics as comments under the lines they speak of.

use std::fmt::Write;

use icms_diagnostic::{Diagnostic, Diagnostics, Severity, Sources};

/// The text without its annotations.
pub fn stripped(text: &str) -> String {
    let kept: Vec<&str> = text.lines().filter(|line| !is_annotation(line)).collect();
    kept.join("\n") + "\n"
}

fn is_annotation(line: &str) -> bool {
    let Some(comment) = line.strip_prefix("//") else { return false };
    let comment = comment.trim_start();
    comment.starts_with('^') || comment.starts_with("= ")
}

/// The text with its diagnostics.
pub fn annotated(sources: &Sources, text: &str, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        out.push_str(line);
        out.push('\n');
        for diagnostic in diagnostics {
            let span = diagnostic.span.expect("every diagnostic has a place");
            let (row, column) = sources.position(span);
            if row == at + 1 {
                let length = sources.text(span).lines().next().unwrap_or("").chars().count();
                annotation(&mut out, sources, diagnostic, column - 1, length.max(1));
            }
        }
    }
    out
}

fn annotation(out: &mut String, sources: &Sources, diagnostic: &Diagnostic, column: usize, length: usize) {
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let space = " ".repeat(column.saturating_sub(2).max(1));
    let carets = "^".repeat(length.min(60));
    writeln!(out, "//{space}{carets} {severity} {}: {}", diagnostic.code, diagnostic.message).unwrap();
    for label in &diagnostic.labels {
        let (row, column) = sources.position(label.span);
        writeln!(out, "//{space}= {row}:{column} {}", label.text).unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "//{space}= help: {}", help.replace('\n', " ")).unwrap();
    }
    if let Some(fix) = &diagnostic.fix {
        let before = sources.text(fix.span);
        writeln!(out, "//{space}= fix: {before:?} -> {:?}", fix.replacement).unwrap();
    }
}
