//! `tests/format/<case>/in.{icms,prisma}` laid out is `out.…`. `UPDATE=1` rewrites the latter.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod cases;
mod outline;

use icms_diagnostic::FileId;
use icms_syntax::{Dialect, format, parse};

#[test]
fn every_case_is_laid_out_as_expected() {
    let folder = cases::root().join("tests/format");
    let inputs: Vec<_> =
        cases::schemas(&folder).into_iter().filter(|p| p.file_stem().is_some_and(|s| s == "in")).collect();
    assert!(!inputs.is_empty(), "no cases in {}", folder.display());
    for path in inputs {
        let text = std::fs::read_to_string(&path).unwrap();
        let dialect = cases::dialect(&path);
        let out = path.with_file_name(if dialect == Dialect::Prisma { "out.prisma" } else { "out.icms" });
        cases::compare(&out, &format(&text, dialect));
        settles(&text, dialect, &path.display().to_string());
    }
}

#[test]
fn the_corpus_keeps_its_meaning() {
    for path in cases::corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        settles(&text, Dialect::Prisma, &path.display().to_string());
        settles(&text, Dialect::Icms, &path.display().to_string());
    }
}

/// Formatting twice is formatting once, and the tree stays the same.
fn settles(text: &str, dialect: Dialect, what: &str) {
    let once = format(text, dialect);
    same(&once, &format(&once, dialect), &format!("{what} changes when formatted again"));
    let tree = |text: &str| outline::outline(&parse(FileId(0), text, dialect).file);
    same(&tree(text), &tree(&once), &format!("{what} changes its meaning"));
}

fn same(before: &str, after: &str, what: &str) {
    let differing = before.lines().zip(after.lines()).find(|(a, b)| a != b);
    assert!(before == after, "{what}: {differing:?}");
}
