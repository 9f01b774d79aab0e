//! Several files at once, configuration, places, and input that nobody would write.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use icms_diagnostic::{Severity, Sources};
use icms_lower::config::{Comments, Naming, RelationMode, Url};
use icms_lower::{Lowered, Options, code, lower};
use icms_model::{Language, ObjectKind, ObjectRef};
use icms_syntax::Dialect;

fn compile(files: &[(&str, &str)]) -> (Sources, Lowered) {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (name, text) in files {
        let dialect = if name.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        let id = sources.add(*name, *text);
        trees.push(icms_syntax::parse(id, text, dialect).file);
    }
    let lowered = lower(&trees, &Options::default());
    (sources, lowered)
}

#[test]
fn files_of_one_schema_know_each_other() {
    let (_, lowered) = compile(&[
        ("user.prisma", "model User {\n  id Int @id\n  posts Post[]\n}\n"),
        (
            "post.prisma",
            "model Post {\n  id Int @id\n  by Int\n  user User @relation(fields: [by], references: [id])\n}\n",
        ),
    ]);
    assert!(lowered.diagnostics.is_empty(), "{:?}", lowered.diagnostics);
    assert_eq!(lowered.schema.tables.len(), 2);
    assert_eq!(lowered.schema.scope.language, Language::Prisma);
}

#[test]
fn dialects_do_not_mix() {
    let (_, lowered) = compile(&[("a.icms", "model A {\n  id Int @id\n}\n"), ("b.prisma", "")]);
    let found: Vec<_> = lowered.diagnostics.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(found, [(code::MIXED_DIALECTS, Severity::Error)]);
}

#[test]
fn configuration_is_kept() {
    let text = "datasource pg {\n  provider = \"postgres\"\n  url = env(\"URL\")\n  relationMode = \"prisma\"\n  \
                naming = \"snake_case\"\n  comments = \"off\"\n}\n\ngenerator js {\n  provider = \"prisma-client-js\"\n  \
                output = \"../out\"\n  previewFeatures = [\"views\"]\n}\n";
    let (_, lowered) = compile(&[("a.icms", text)]);
    let source = lowered.config.datasource.unwrap();
    assert_eq!((source.name.as_str(), source.url), ("pg", Some(Url::Env("URL".to_owned()))));
    assert_eq!(source.relation_mode, RelationMode::Prisma);
    assert_eq!((source.naming, source.comments), (Naming::SnakeCase, Comments::Off));
    let generator = &lowered.config.generators[0];
    assert_eq!(generator.output.as_deref(), Some("../out"));
    assert_eq!(generator.preview_features, ["views"]);
}

#[test]
fn places_are_known() {
    let text =
        "model User {\n  id Int @id\n  email String @unique\n  role Role\n}\nenum Role {\n  ADMIN\n}\n";
    let (sources, lowered) = compile(&[("a.icms", text)]);
    let at = |kind, path: &[&str]| {
        let object = ObjectRef::new(kind, path.iter().copied());
        lowered.origins.get(&object).map(|span| sources.text(span))
    };
    assert_eq!(at(ObjectKind::Table, &["public", "User"]), Some("User"));
    assert_eq!(at(ObjectKind::Column, &["public", "User", "email"]), Some("email String @unique"));
    assert_eq!(at(ObjectKind::PrimaryKey, &["public", "User", "User_pkey"]), Some("@id"));
    assert_eq!(at(ObjectKind::Index, &["public", "User", "User_email_key"]), Some("@unique"));
    assert_eq!(at(ObjectKind::Enum, &["public", "Role", "ADMIN"]), Some("ADMIN"));
    let unknown = ObjectRef::new(ObjectKind::Column, ["public", "User", "none"]);
    assert_eq!(lowered.origins.nearest(&unknown).map(|span| sources.text(span)), Some("User"));
}

#[test]
fn two_hundred_errors_are_two_hundred_diagnostics() {
    let fields: String = (0..200).map(|at| format!("  f{at} Nothing{at}\n")).collect();
    let (_, lowered) = compile(&[("a.icms", &format!("model A {{\n  id Int @id\n{fields}}}\n"))]);
    let errors = lowered.diagnostics.iter().filter(|d| d.code == code::UNKNOWN_TYPE).count();
    assert_eq!((errors, lowered.diagnostics.iter().count()), (200, 200));
}

/// Every case with each of its lines missing, and cut off in the middle.
#[test]
fn nothing_makes_it_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lower");
    let mut count = 0;
    for folder in std::fs::read_dir(root).unwrap() {
        for entry in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".schema") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            for missing in 0..lines.len() {
                let mut kept = lines.clone();
                kept.remove(missing);
                let (_, lowered) = compile(&[(&name, &kept.join("\n"))]);
                let half = text.floor_char_boundary(text.len() * missing / lines.len());
                let (_, cut) = compile(&[(&name, &text[..half])]);
                assert!(lowered.schema.tables.len() + cut.schema.tables.len() < 100);
                count += 2;
            }
        }
    }
    assert!(count > 1_000, "only {count} inputs");
}
