//! A script with what it is expected to find.

use std::path::{Path, PathBuf};

use icms_classify::{Finding, classify};
use icms_diagnostic::FileId;
use icms_model::{Facts, QualifiedName, Schema, TableFacts, Target};
use icms_sql::{Name, Script};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One script below `tests/classify`.
pub struct Case {
    pub rule: String,
    pub path: PathBuf,
    pub text: String,
}

impl Case {
    /// The rest of the head's lines that start with `-- <word>: `.
    pub fn head<'c>(&'c self, word: &'c str) -> impl Iterator<Item = &'c str> {
        let head = self.text.lines().take_while(|line| line.starts_with("--"));
        head.filter_map(move |line| line.strip_prefix("-- ")?.strip_prefix(word)?.strip_prefix(": "))
    }

    /// Whether facts, or the rest of the script, make it less bad than it is by itself.
    pub fn is_lowered(&self) -> bool {
        self.head("lowered").next().is_some()
    }

    pub fn findings(&self, before: &Schema) -> Vec<Finding> {
        let script = Script::parse(FileId(0), &self.text);
        classify(before, &script, &facts(self.head("facts")), Target::default())
    }

    pub fn shown(&self) -> String {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("{}/{file}", self.rule)
    }
}

/// `people: no rows`, `people: rows`, `people.phone: no nulls`, `people.phone: nulls`, `people.phone: no values`
fn facts<'t>(lines: impl Iterator<Item = &'t str>) -> Facts {
    let mut facts = Facts::default();
    for line in lines {
        let (object, said) = line.split_once(": ").unwrap();
        let (table, column) = object.split_once('.').map_or((object, None), |(t, c)| (t, Some(c)));
        let table = facts
            .tables
            .entry(QualifiedName::new("public", table))
            .or_insert_with(|| TableFacts { has_rows: true, ..TableFacts::default() });
        match (column, said) {
            (None, "no rows") => table.has_rows = false,
            (None, "rows") => {}
            (Some(column), said) => {
                let column = table.columns.entry(Name::new(column)).or_default();
                match said {
                    "nulls" => column.has_nulls = Some(true),
                    "no nulls" => column.has_nulls = Some(false),
                    "no values" => column.has_values = Some(false),
                    other => panic!("no fact is called {other}"),
                }
            }
            (None, other) => panic!("no fact is called {other}"),
        }
    }
    facts
}

/// The schema that a script leaves.
pub fn schema(text: &str) -> Schema {
    let replayed = icms_replay::replay(Schema::empty(), &Script::parse(FileId(0), text));
    assert!(!replayed.diagnostics.has_errors(), "{:?}", replayed.diagnostics);
    replayed.schema
}

/// The schema that every case runs on.
pub fn before() -> Schema {
    schema(&std::fs::read_to_string(root().join("tests/classify/before.sql")).unwrap())
}

/// Names in a folder, sorted.
pub fn names(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    paths.retain(|path| wanted(path));
    paths.sort();
    paths
}

/// Every case, by rule.
pub fn cases() -> Vec<Case> {
    let mut found = Vec::new();
    for rule in names(&root().join("tests/classify"), Path::is_dir) {
        for path in names(&rule, |_| true) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push(Case { rule: rule.file_name().unwrap().to_string_lossy().into_owned(), path, text });
        }
    }
    found
}

/// Whether what is expected is written anew.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}
