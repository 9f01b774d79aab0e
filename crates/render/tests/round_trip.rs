//! What is written compiles to the schema that it was written from, and `icms format` leaves it alone.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_diagnostic::{FileId, Severity};
use icms_model::{Hints, ObjectKind, ObjectRef, Pair, Schema};
use icms_render::{Known, Options, render};
use icms_sql::Script;
use icms_syntax::Dialect;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    found.sort();
    found
}

fn replayed(path: &Path) -> Schema {
    let script = Script::parse(FileId::default(), &std::fs::read_to_string(path).unwrap());
    let mut replay = icms_replay::Replay::with_search_path(Schema::empty(), [icms_sql::Name::new("public")]);
    for statement in &script.statements {
        replay.apply(statement);
    }
    let (schema, diagnostics) = replay.finish();
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:?}", path.display());
    schema
}

/// What differs between a schema and what its text means.
fn differences(schema: &Schema, text: &str, dialect: Dialect) -> Vec<String> {
    let parse = icms_syntax::parse(FileId::default(), text, dialect);
    let lowered = icms_lower::lower(&[parse.file], &icms_lower::Options::default());
    let found = parse.errors.iter().chain(lowered.diagnostics.iter());
    let errors: Vec<String> =
        found.filter(|d| d.severity == Severity::Error).map(|d| d.message.clone()).collect();
    if !errors.is_empty() {
        return errors;
    }
    let schemas = Pair::new(schema, &lowered.schema);
    let difference = icms_diff::diff(schemas, &Hints::default(), &icms_diff::Answers::default());
    difference.changes.iter().map(|change| icms_diff::describe(change, schemas).to_string()).collect()
}

fn written(schema: &Schema, dialect: Dialect) -> String {
    render(schema, &Options { dialect, known: &Known::default() }).text
}

fn check(path: &Path, dialect: Dialect, extension: &str) {
    let schema = replayed(path);
    let text = written(&schema, dialect);
    let expected = path.with_extension(extension);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&expected, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&expected).unwrap(), "{}", expected.display());
    assert_eq!(icms_syntax::format(&text, dialect), text, "{}", expected.display());
    assert_eq!(differences(&schema, &text, dialect), Vec::<String>::new(), "{}", expected.display());
}

#[test]
fn icms_says_everything() {
    assert!(!cases().is_empty());
    cases().iter().for_each(|path| check(path, Dialect::Icms, "icms"));
}

#[test]
fn prisma_says_what_it_can() {
    cases().iter().for_each(|path| check(path, Dialect::Prisma, "prisma"));
}

/// What Prisma's engine would make of a schema is written as that schema.
#[test]
fn nothing_is_an_empty_file() {
    let text = written(&Schema::empty(), Dialect::Icms);
    assert_eq!(text, "datasource db {\n  provider = \"postgresql\"\n}\n");
}

#[test]
fn an_older_file_is_followed() {
    let old = "mixin Stamps {\n  created DateTime\n}\n\n// kept\nmodel a {\n  ...Stamps\n  id Int @id // its number\n}\n";
    let script = "CREATE TABLE a (created timestamp(3) NOT NULL, id integer PRIMARY KEY, extra text); \
                  CREATE TABLE b (x integer); COMMENT ON TABLE b IS 'new';";
    let script = Script::parse(FileId::default(), script);
    let mut replay = icms_replay::Replay::with_search_path(Schema::empty(), [icms_sql::Name::new("public")]);
    script.statements.iter().for_each(|statement| drop(replay.apply(statement)));
    let (schema, _) = replay.finish();
    let new = render(&schema, &Options { dialect: Dialect::Icms, known: &Known::default() });
    let changed = icms_render::Changed::new([
        ObjectRef::new(ObjectKind::Column, ["public", "a", "extra"]),
        ObjectRef::new(ObjectKind::Table, ["public", "b"]),
    ]);
    let followed = icms_render::follow(old, &new, &changed, Dialect::Icms);
    assert_eq!(
        followed,
        "mixin Stamps {\n  created DateTime\n}\n\n// kept\nmodel a {\n  ...Stamps\n  id    Int     @id // its number\n  \
         extra String?\n}\n\n/// new\nmodel b {\n  x Int?\n}\n"
    );
    assert_eq!(differences(&schema, &followed, Dialect::Icms), Vec::<String>::new());
}
