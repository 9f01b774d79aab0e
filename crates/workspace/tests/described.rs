//! The queries of `tests/codegen` are what a real server says about them. `UPDATE=1` rewrites.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_codegen::query::{self, Described, Stored};
use icms_diagnostic::Sources;
use icms_embedded::testing::TestServer;
use icms_journal::Checksum;
use icms_workspace::{Overrides, Project, compare, queries};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

/// What a server says about the queries of a case.
fn described(case: &Path) -> String {
    let project = Project::open(&root(), Overrides::default()).unwrap();
    let schema = case.join("schema.icms");
    let tables =
        compare::sources("empty", &schema.display().to_string(), &project, compare::Options::default());
    let database = TestServer::shared().fresh_database();
    // Domains and composite types are written into migrations by hand, before the tables.
    let by_hand = std::fs::read_to_string(case.join("by_hand.sql")).unwrap_or_default();
    let script = tables.unwrap().up_sql().replacen("CREATE TABLE", &format!("{by_hand}CREATE TABLE"), 1);
    database.execute(&script);
    let mut session = database.session();
    let mut all = Vec::new();
    for file in sorted(&case.join("queries")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut sources = Sources::default();
        let (read, _) =
            query::read(sources.add("", &*text), file.file_stem().unwrap().to_str().unwrap(), &text);
        let one = |query: query::Query| Described {
            description: queries::describe(&mut session, &query)
                .unwrap_or_else(|why| panic!("{}: {why:?}", query.name)),
            query,
        };
        all.extend(read.into_iter().map(one));
    }
    let compiled = icms_workspace::compile::at(Some(&schema), &project).unwrap();
    Stored::write(&all, &Checksum::of(&icms_model::dump(&compiled.lowered.schema)))
}

#[test]
fn what_is_kept_is_what_a_server_says() {
    let mut cases = 0;
    for case in sorted(&root().join("tests/codegen")).into_iter().filter(|case| case.join("queries").exists())
    {
        cases += 1;
        let (file, text) = (case.join(query::FILE), described(&case));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "{}", file.display());
    }
    assert!(cases > 1);
}
