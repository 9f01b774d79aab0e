//! A case of `tests/diff`: two schemas and the changes between them.
#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

use icms_diagnostic::{FileId, Severity};
use icms_diff::{Answers, Difference, diff};
use icms_lower::{Options, lower};
use icms_model::{Hints, Pair, Schema, Target};
use icms_plan::{Mode, Plan, plan};
use icms_sql::Script;
use icms_syntax::{Dialect, parse};

/// Two schemas and what changes.
pub struct Case {
    before: Schema,
    after: Schema,
    difference: Difference,
    script: Option<String>,
}

/// All folders, in order.
pub fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diff");
    folders(&root).iter().flat_map(|kind| folders(kind)).collect()
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

impl Case {
    /// Reads `before` and `after`, as `.icms`, `.prisma` or `.sql`.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let (before, _) = compile(folder, "before")?;
        let (after, hints) = compile(folder, "after")?;
        let difference = diff(Pair::new(&before, &after), &hints, &Answers::default());
        let script = fs::read_to_string(folder.join("before.sql")).ok();
        Ok(Self { before, after, difference, script })
    }

    /// Both schemas.
    pub fn schemas(&self) -> Pair<&Schema> {
        Pair::new(&self.before, &self.after)
    }

    /// The plan between them.
    pub fn plan(&self, mode: Mode) -> Plan {
        plan(self.schemas(), &self.difference.changes, Target::default(), mode)
    }

    /// The script that makes the schema before on an empty database: its own, or the plan for it.
    pub fn foundation(&self) -> String {
        if let Some(script) = &self.script {
            return script.clone();
        }
        let empty = Schema::empty();
        let pair = Pair::new(&empty, &self.before);
        let found = diff(pair, &Hints::default(), &Answers::default());
        plan(pair, &found.changes, Target::default(), Mode::Offline).up_sql()
    }
}

fn compile(folder: &Path, side: &str) -> Result<(Schema, Hints), String> {
    let read = |extension: &str| fs::read_to_string(folder.join(side).with_extension(extension)).ok();
    if let Some(text) = read("sql") {
        let replayed = icms_replay::replay(Schema::empty(), &Script::parse(FileId(0), &text));
        let errors: Vec<String> = replayed
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| d.message.clone())
            .collect();
        return if errors.is_empty() {
            Ok((replayed.schema, Hints::default()))
        } else {
            Err(errors.join("; "))
        };
    }
    let (text, dialect) = [("icms", Dialect::Icms), ("prisma", Dialect::Prisma)]
        .into_iter()
        .find_map(|(extension, dialect)| Some((read(extension)?, dialect)))
        .ok_or_else(|| format!("there is no {side}.icms, {side}.prisma or {side}.sql"))?;
    let parsed = parse(FileId(0), &text, dialect);
    let lowered = lower(&[parsed.file], &Options::default());
    let diagnostics = parsed.errors.iter().chain(&lowered.diagnostics);
    let errors: Vec<&str> =
        diagnostics.filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    if errors.is_empty() {
        Ok((lowered.schema, lowered.hints))
    } else {
        Err(format!("{side}: {}", errors.join("; ")))
    }
}
