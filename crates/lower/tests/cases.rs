//! Every file below `tests/lower`: its diagnostics stand in comments under the lines they speak of, what it means
//! stands in the `.schema` file beside it. `UPDATE=1` rewrites both.

#![allow(clippy::unwrap_used)]

mod annotate;
mod meaning;

use std::path::{Path, PathBuf};

use icms_diagnostic::{Diagnostics, Severity, Sources};
use icms_lower::{Lowered, Options, lower};
use icms_syntax::Dialect;

/// Parses and lowers one text.
fn compile(name: &str, text: &str) -> (Sources, Diagnostics, Lowered) {
    let dialect = if name.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let parse = icms_syntax::parse(id, text, dialect);
    let lowered = lower(&[parse.file], &Options::default());
    let mut all = parse.errors;
    all.append(lowered.diagnostics.clone());
    all.sort();
    (sources, all, lowered)
}

fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            cases(&entry, found);
        } else {
            found.push(entry);
        }
    }
}

/// Compares with a file, or writes it.
fn check(path: &Path, wanted: Option<&str>, failures: &mut Vec<String>) {
    let update = std::env::var_os("UPDATE").is_some();
    let found = std::fs::read_to_string(path).ok();
    match (found.as_deref() == wanted, wanted) {
        (true, _) => {}
        (false, Some(wanted)) if update => std::fs::write(path, wanted).unwrap(),
        (false, None) if update => std::fs::remove_file(path).unwrap(),
        (false, wanted) => failures.push(format!(
            "{}\n--- expected\n{}\n--- found\n{}\n",
            path.display(),
            found.unwrap_or_default(),
            wanted.unwrap_or("(no such file: the case has errors)")
        )),
    }
}

#[test]
fn every_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lower");
    let mut files = Vec::new();
    cases(&root, &mut files);
    let mut failures = Vec::new();
    let mut count = 0;
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let schema = path.with_extension("schema");
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("icms" | "prisma") => {
                count += 1;
                let text = annotate::stripped(&std::fs::read_to_string(path).unwrap());
                let (sources, diagnostics, lowered) = compile(&name, &text);
                check(path, Some(&annotate::annotated(&sources, &text, &diagnostics)), &mut failures);
                let meaning = (!diagnostics.has_errors()).then(|| meaning::text(&lowered));
                check(&schema, meaning.as_deref(), &mut failures);
            }
            Some("schema") => {
                let source = ["icms", "prisma"].iter().any(|kind| path.with_extension(kind).exists());
                assert!(source, "{} belongs to no case", path.display());
            }
            other => panic!("{} is no case: {other:?}", path.display()),
        }
    }
    assert!(count > 0, "no cases below {}", root.display());
    assert!(failures.is_empty(), "{} of {count} cases differ:\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lower");
    let mut files = Vec::new();
    cases(&root, &mut files);
    let all: String = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<String> = icms_lower::code::PAGES
        .iter()
        .map(|(code, _)| code.to_string())
        .filter(|code| !all.contains(code.as_str()))
        .collect();
    // Two files are needed for it: see `files.rs`.
    let elsewhere = [icms_lower::code::MIXED_DIALECTS.to_string()];
    let missing: Vec<&String> = missing.iter().filter(|code| !elsewhere.contains(code)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn every_error_says_what_to_do() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lower");
    let mut files = Vec::new();
    cases(&root, &mut files);
    let mut missing = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "icms" || e == "prisma")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = annotate::stripped(&std::fs::read_to_string(path).unwrap());
        let (_, diagnostics, _) = compile(&name, &text);
        let silent = diagnostics.iter().filter(|d| d.severity == Severity::Error && d.help.is_none());
        missing.extend(silent.map(|d| format!("{}: {} {}", path.display(), d.code, d.message)));
    }
    assert!(missing.is_empty(), "no help for\n{}", missing.join("\n"));
}
