//! Every folder below `tests/codegen`: a schema, and the client made of it or `errors.txt`. `UPDATE=1` rewrites.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use icms_codegen::query::{self, Described, Stored};
use icms_codegen::{Input, Options, TimeCrate, UnknownValues, client};
use icms_diagnostic::{Diagnostics, Sources};
use icms_journal::Checksum;
use icms_model::Schema;
use icms_syntax::Dialect;

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/codegen");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("schema.icms").exists());
    folders.sort();
    folders
}

/// The files that a case must hold.
fn wanted(case: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(case.join("schema.icms")).unwrap();
    let mut sources = Sources::default();
    let parse = icms_syntax::parse(sources.add("schema.icms", &*text), &text, Dialect::Icms);
    let lowered = icms_lower::lower(&[parse.file], &icms_lower::Options::default());
    assert!(!parse.errors.has_errors() && !lowered.diagnostics.has_errors(), "{}", case.display());
    let queries = queries(case, &mut sources, &lowered.schema);
    let mut files = Vec::new();
    for (folder, options) in variants(&text) {
        let input = Input {
            graph: &lowered.entities,
            schema: &lowered.schema,
            place: &|object| lowered.origins.get(object),
            queries: &queries,
            options,
        };
        if let Some(wanted) = text.lines().find_map(|line| line.strip_prefix("// left out: ")) {
            let left_out: Vec<String> =
                icms_codegen::left_out(input.graph).iter().map(|d| d.message.clone()).collect();
            assert_eq!(left_out, wanted.split("; ").collect::<Vec<_>>(), "{}", case.display());
        }
        let made = || client(input).unwrap_or_else(|diagnostics| vec![errors(&diagnostics, &sources)]);
        assert_eq!(made(), made(), "the same input gives the same bytes");
        files.extend(made().into_iter().map(|(name, text)| (format!("{folder}{name}"), text)));
    }
    files
}

/// What the first line of a schema says of the clients to make: each with the folder it goes to.
fn variants(text: &str) -> Vec<(String, Options)> {
    let options = Options::default();
    match text.lines().next().and_then(|line| line.strip_prefix("// options: ")) {
        None => vec![(String::new(), options)],
        Some("unknown_values = keep") => {
            vec![(String::new(), Options { unknown_values: UnknownValues::Keep, ..options })]
        }
        Some("time = each") => {
            TimeCrate::ALL.map(|time| (format!("{}/", time.name()), Options { time, ..options })).into()
        }
        Some(other) => panic!("{other}"),
    }
}

fn errors(diagnostics: &Diagnostics, sources: &Sources) -> (String, String) {
    let mut out = String::new();
    for d in diagnostics.iter() {
        let line = d.span.map_or(0, |span| sources.position(span).0);
        let _ = writeln!(out, "{line}: {} {}", d.code, d.message);
    }
    ("errors.txt".to_owned(), out)
}

/// The queries of a case with what a server said about them; `examples/features` asks one whether it is true.
fn queries(case: &Path, sources: &mut Sources, schema: &Schema) -> Vec<Described> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(case.join("queries"))
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    files.sort();
    let stored = Stored::read(&std::fs::read_to_string(case.join(query::FILE)).unwrap_or_default());
    let hash = Checksum::of(&icms_model::dump(schema));
    let mut all = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let (queries, diagnostics) = query::read(sources.add(stem, &*text), stem, &text);
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        all.extend(queries.into_iter().map(|query| {
            let description = stored.find(&query, &hash);
            Described {
                description: description.unwrap_or_else(|| panic!("{} is not described", query.name)),
                query,
            }
        }));
    }
    all
}

#[test]
fn every_case_gives_its_files() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let files = wanted(&case);
        for (name, text) in &files {
            let path = case.join(name);
            if std::fs::read_to_string(&path).ok().as_deref() == Some(text) {
                continue;
            }
            if update {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, text).unwrap();
            } else {
                wrong.push(path.display().to_string());
            }
        }
        for name in present(&case) {
            if !["schema.icms", "by_hand.sql", query::FILE].contains(&name.as_str())
                && !name.starts_with("queries/")
                && files.iter().all(|(known, _)| *known != name)
            {
                wrong.push(format!("{}: belongs to nothing", case.join(name).display()));
            }
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 rewrites:\n{}", wrong.join("\n"));
}

/// The files of a case, those in folders too.
fn present(case: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(case).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            names.extend(present(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names
}

#[test]
fn what_is_generated_is_formatted() {
    let modules = cases().into_iter().flat_map(|case| {
        let names = present(&case).into_iter().filter(|name| name.rsplit('/').next() == Some("mod.rs"));
        names.map(|name| case.join(name)).collect::<Vec<_>>()
    });
    for module in modules {
        // The defaults, not those of this repository.
        let defaults = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/content/rustfmt.toml");
        let output = Command::new("rustfmt")
            .args(["--check", "--edition", "2024", "--config-path"])
            .arg(defaults)
            .arg(module)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
