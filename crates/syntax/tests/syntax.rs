//! `tests/syntax/<case>.{icms,prisma}` and what reading it gives: `<case>.txt`. `UPDATE=1` rewrites the latter.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod cases;
mod outline;

use icms_diagnostic::{Diagnostic, Severity, Sources};
use icms_syntax::parse;
use std::fmt::Write;

#[test]
fn every_case_reads_as_expected() {
    let folder = cases::root().join("tests/syntax");
    let mut expected = Vec::new();
    for path in cases::schemas(&folder) {
        let text = std::fs::read_to_string(&path).unwrap();
        let txt = path.with_extension("txt");
        cases::compare(&txt, &reading(&path, &text));
        expected.push(txt);
    }
    assert!(!expected.is_empty(), "no cases in {}", folder.display());
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let orphan = path.extension().is_some_and(|e| e == "txt") && !expected.contains(&path);
        assert!(!orphan, "{} belongs to no case", path.display());
    }
}

#[test]
fn every_error_says_what_to_do() {
    for path in cases::schemas(&cases::root().join("tests/syntax")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let errors =
            parse(Sources::default().add("case", text.as_str()), &text, cases::dialect(&path)).errors;
        let silent = errors.iter().find(|d| d.severity == Severity::Error && d.help.is_none());
        assert!(silent.is_none(), "{}: {silent:?} has no help", path.display());
    }
}

#[test]
fn every_code_has_a_case() {
    let folder = cases::root().join("tests/syntax");
    let texts = cases::schemas(&folder).into_iter().map(|path| path.with_extension("txt"));
    let all: String = texts.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<String> = icms_syntax::code::PAGES
        .iter()
        .map(|(code, _)| code.to_string())
        .filter(|code| !all.contains(code.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// The tree, then the diagnostics.
fn reading(path: &std::path::Path, text: &str) -> String {
    let mut sources = Sources::default();
    let id = sources.add("case", text);
    let parse = parse(id, text, cases::dialect(path));
    let mut out = outline::outline(&parse.file);
    for diagnostic in &parse.errors {
        out.push('\n');
        out.push_str(&said(&sources, diagnostic));
    }
    out
}

fn said(sources: &Sources, d: &Diagnostic) -> String {
    let severity = match d.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let span = d.span.unwrap();
    let (line, column) = sources.position(span);
    let mut out = format!("{line}:{column} {} {severity}: {}\n", d.code, d.message);
    let _ = writeln!(out, "  at {:?}", sources.text(span));
    for label in &d.labels {
        let _ = writeln!(out, "  at {:?}: {}", sources.text(label.span), label.text);
    }
    if let Some(help) = &d.help {
        let _ = writeln!(out, "  help: {help}");
    }
    if let Some(fix) = &d.fix {
        let _ = writeln!(out, "  fix: {:?} becomes {:?}", sources.text(fix.span), fix.replacement);
    }
    out
}

#[test]
fn a_file_cut_in_the_middle_of_something_is_read_as_one() {
    let models: String =
        (0..2_000).map(|n| format!("model M{n} {{\n  id Int @id\n  b  String?\n}}\n\n")).collect();
    let body = "begin\n}\n\nmodel Fake {\n  id Int\n}\n\n".repeat(3_000);
    let function = format!("function f() returns int language sql \"\"\"{body}\"\"\"\n\n");
    let comment = format!("/*{body}*/\n\n");
    for (middle, more) in [("", 0), (function.as_str(), 1), (comment.as_str(), 0)] {
        let text = format!("{models}{middle}{models}");
        let parse = parse(icms_diagnostic::FileId(0), &text, icms_syntax::Dialect::Icms);
        assert!(parse.errors.is_empty());
        assert_eq!(parse.file.blocks.len(), 4_000 + more);
        let starts: Vec<_> = parse.file.blocks.iter().map(|block| block.span().start).collect();
        assert!(starts.is_sorted());
    }
}
