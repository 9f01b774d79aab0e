//! Every folder of `tests/diff/<kind>/<case>/`: the two schemas there differ in what `changes.txt` says.
//!
//! `UPDATE=1` rewrites the expected files. Other files of a case belong to the tests of other layers.

use std::fs;
use std::path::{Path, PathBuf};

use icms_diagnostic::{FileId, Severity};
use icms_diff::{Answers, Difference, describe, diff};
use icms_lower::{Lowered, Options, lower};
use icms_model::Pair;
use icms_syntax::{Dialect, parse};

#[test]
fn cases_differ_in_what_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diff");
    let cases: Vec<PathBuf> = folders(&root).iter().flat_map(|kind| folders(kind)).collect();
    assert!(cases.len() > 30, "only {} cases under {}", cases.len(), root.display());
    let failures: Vec<String> = cases.iter().filter_map(|case| failure(case)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What is wrong with a case, if anything.
fn failure(case: &Path) -> Option<String> {
    let schemas = Pair::new("before", "after").map(|side| compile(case, side));
    let (before, after) = match (schemas.before, schemas.after) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(error), _) | (_, Err(error)) => return Some(format!("{}: {error}", case.display())),
    };
    let schemas = Pair::new(&before.schema, &after.schema);
    let found = shown(&diff(schemas, &after.hints, &Answers::default()), schemas);
    let file = case.join("changes.txt");
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(&file, found).err().map(|error| format!("{}: {error}", file.display()));
    }
    let Ok(expected) = fs::read_to_string(&file) else {
        return Some(format!("{} is missing: UPDATE=1 writes it", file.display()));
    };
    (found != expected).then(|| format!("{}\nfound:\n{found}expected:\n{expected}", case.display()))
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The schema of `before.icms`, `before.prisma` or `before.sql`.
fn compile(case: &Path, side: &str) -> Result<Lowered, String> {
    if let Ok(text) = fs::read_to_string(case.join(side).with_extension("sql")) {
        let script = icms_sql::Script::parse(FileId(0), &text);
        let schema = icms_replay::replay(icms_model::Schema::empty(), &script).schema;
        return Ok(Lowered { schema, ..Lowered::default() });
    }
    let (text, dialect) = [("icms", Dialect::Icms), ("prisma", Dialect::Prisma)]
        .into_iter()
        .find_map(|(extension, dialect)| {
            let file = case.join(side).with_extension(extension);
            fs::read_to_string(file).ok().map(|text| (text, dialect))
        })
        .ok_or_else(|| format!("there is no {side}.icms, {side}.prisma or {side}.sql"))?;
    let parsed = parse(FileId(0), &text, dialect);
    let lowered = lower(&[parsed.file], &Options::default());
    let diagnostics = parsed.errors.iter().chain(&lowered.diagnostics);
    let errors: Vec<&str> =
        diagnostics.filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    if errors.is_empty() { Ok(lowered) } else { Err(format!("{side}: {}", errors.join("; "))) }
}

/// Changes, notes and open questions, a line each.
fn shown(found: &Difference, schemas: Pair<&icms_model::Schema>) -> String {
    let changes = found.changes.iter().map(|change| describe(change, schemas).to_string());
    let notes = found.notes.iter().map(|note| {
        let severity = match note.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        format!("{severity}: {}", note.message)
    });
    let questions = found.undecided.iter().map(|question| {
        let texts = &question.expressions;
        format!("undecided: {} or {}", texts.before, texts.after)
    });
    changes.chain(notes).chain(questions).map(|line| line + "\n").collect()
}
