//! `tests/<case>.toml` beside a migration: the rows before it, and what they are to be after it and after its way back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icms_diagnostic::Diagnostic;
use serde::Deserialize;

use crate::{Failure, Outcome, codes};

/// Rows by table (`users`, `app.users`), each with the columns that matter.
pub type Tables = BTreeMap<String, Vec<toml::Table>>;

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Case {
    /// What is there before `up.sql`.
    pub before: Before,
    /// What is there after it.
    pub after: Expected,
    /// What is there after `down.sql`; without it, the rows of `before` again.
    pub back: Option<Expected>,
}

/// What is there before.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Before {
    /// Statements that run first.
    pub sql: Option<String>,
    /// Rows that are inserted.
    pub rows: Tables,
}

/// What is to be there.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// All rows of these tables, in any order; columns that no row names do not count.
    pub rows: Tables,
    /// What queries give.
    pub query: Vec<Query>,
}

/// A query and its rows, in their order.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// The query.
    pub sql: String,
    /// Its rows as the server prints them; a null is `"NULL"`.
    pub expect: Vec<Vec<toml::Value>>,
}

/// The example that a new migration of rows gets: all of it is comments, and so it tests nothing.
pub const EXAMPLE: &str = "\
# `icms migrate test` puts these rows into a scratch database that has everything before this migration, runs up.sql,
# looks, runs down.sql, and looks again.
#
# [before]
# sql = \"SELECT setval('people_id_seq', 100)\"                  # optional, runs first
# rows.people = [{ id = 1, name = \"Ada\" }, { id = 2, name = \"Bo\" }]
#
# [after]                                    # all rows, in any order; columns that no row names do not count
# rows.people = [{ id = 1, display_name = \"Ada\" }, { id = 2, display_name = \"Bo\" }]
#
# [[after.query]]
# sql = \"SELECT count(*) FROM people WHERE display_name IS NULL\"
# expect = [[0]]
#
# [back]                                     # optional: without it, the rows of `before` must be there again
# rows.people = [{ id = 1, name = \"Ada\" }, { id = 2, name = \"Bo\" }]
";

/// The cases beside a migration, in the order of their names. A file without any key is none.
pub fn beside(folder: &Path) -> Outcome<Vec<(String, Outcome<Case>)>> {
    let folder = folder.join("tests");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|e| Failure::file(&folder, &e))? {
        paths.push(entry.map_err(|e| Failure::file(&folder, &e))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| Failure::file(&path, &e))?;
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        match parse(&text, &path) {
            Ok(case) if case == Case::default() => {}
            read => cases.push((name, read)),
        }
    }
    Ok(cases)
}

fn parse(text: &str, path: &Path) -> Outcome<Case> {
    toml::from_str(text).map_err(|why| {
        let message = format!("{}: {}", path.display(), why.to_string().trim());
        Diagnostic::error(codes::TEST_UNREADABLE, message).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_reads_without_its_hashes() {
        let text = EXAMPLE.lines().skip(3).map(|line| line.trim_start_matches("# ").trim_start_matches('#'));
        let case = parse(&text.collect::<Vec<_>>().join("\n"), Path::new("x")).unwrap();
        assert_eq!((case.before.rows["people"].len(), case.after.query.len()), (2, 1));
        assert!(case.back.is_some() && case.before.sql.is_some());
        assert_eq!(parse(EXAMPLE, Path::new("x")).unwrap(), Case::default());
        assert!(parse("[befor]", Path::new("x")).is_err());
    }
}
