//! Every number of a diagnostic stands in one list, has a page, and its page an example that is what it says.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use icms_diagnostic::{Code, Diagnostic, Diagnostics, Severity, Sources};
use icms_syntax::Dialect;
use icms_workspace::explain;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files of this kind below a folder.
fn files(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, kind, found);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
}

/// The four digits behind each place of a word in a text.
fn numbers<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = u16> + 't {
    text.match_indices(word).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let digits = text.get(at + word.len()..at + word.len() + 4)?;
        let ends = !text[at + word.len() + 4..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let begins = !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        (begins && ends).then(|| digits.parse().ok()).flatten()
    })
}

#[test]
fn every_number_stands_in_one_list() {
    let listed: BTreeSet<u16> = explain::diagnostics().map(|(code, _)| code.0).collect();
    assert_eq!(listed.len(), explain::diagnostics().count(), "a number stands twice");
    let mut sources = Vec::new();
    for layer in std::fs::read_dir(root().join("crates")).unwrap() {
        files(&layer.unwrap().path().join("src"), "rs", &mut sources);
    }
    assert!(sources.len() > 100);
    let mut wrong = Vec::new();
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        let shown = path.strip_prefix(root()).unwrap().display();
        if !path.components().any(|part| part.as_os_str() == "diagnostic") {
            wrong.extend(
                numbers(&text, "Code(").map(|n| format!("{shown}: {n} is written outside of `codes!`")),
            );
        }
        if let Some((_, list)) = text.split_once("codes! {\n") {
            let unknown = numbers(list, "= ").filter(|n| !listed.contains(n));
            wrong.extend(unknown.map(|n| format!("{shown}: `explain` does not ask the list of {n}")));
        }
        let unknown = numbers(&text, "E").filter(|n| !listed.contains(n));
        wrong.extend(unknown.map(|n| format!("{shown}: there is no E{n}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_belongs_to_a_number_and_says_what_to_do() {
    let folder = root().join("docs/diagnostics");
    let mut pages = Vec::new();
    files(&folder, "md", &mut pages);
    let known: BTreeSet<PathBuf> =
        explain::diagnostics().map(|(code, _)| folder.join(format!("{code}.md"))).collect();
    let strays: Vec<&PathBuf> = pages.iter().filter(|page| !known.contains(*page)).collect();
    assert!(strays.is_empty(), "nothing has the numbers of {strays:?}");
    for (code, page) in explain::diagnostics() {
        assert!(page.starts_with(&format!("# {code}: ")), "the title of {code}");
        assert!(page.contains("\n\n## What to do\n\n"), "{code} does not say what to do");
        assert!(
            !page.contains("\n\n\n") && page.ends_with('\n') && !page.ends_with("\n\n"),
            "spaces of {code}"
        );
    }
}

#[test]
fn every_number_that_the_documentation_names_is_there() {
    let mut texts = vec![root().join("README.md")];
    files(&root().join("docs"), "md", &mut texts);
    let listed: BTreeSet<u16> = explain::diagnostics().map(|(code, _)| code.0).collect();
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        let unknown: Vec<u16> = numbers(&text, "E").filter(|n| !listed.contains(n)).collect();
        assert!(unknown.is_empty(), "{} names {unknown:?}", path.display());
    }
}

/// Whether a number is about one schema file, so that an example of it can be compiled.
fn is_of_schema_files(code: Code) -> bool {
    // Two files are needed for it.
    let mixed = code == icms_lower::code::MIXED_DIALECTS;
    // Those from 6010 on are about files of SQL.
    matches!(code.0, 1000..2900 | 6000..6010) && !mixed
}

/// The examples in a text, each with the dialect it is written in.
fn examples(text: &str) -> impl Iterator<Item = (Dialect, &str)> {
    text.split("```").skip(1).step_by(2).filter_map(|fenced| {
        let (language, example) = fenced.split_once('\n')?;
        let dialect = match language {
            "icms" => Dialect::Icms,
            "prisma" => Dialect::Prisma,
            _ => return None,
        };
        Some((dialect, example))
    })
}

/// What compiling an example says; one without a datasource gets one.
fn said(dialect: Dialect, example: &str) -> Diagnostics {
    let head = if example.contains("datasource ") {
        ""
    } else {
        "datasource db {\n  provider = \"postgresql\"\n}\n\n"
    };
    let mut sources = Sources::default();
    let text = format!("{head}{example}");
    let id = sources.add("example", text.as_str());
    let parse = icms_syntax::parse(id, &text, dialect);
    let lowered = icms_lower::lower(&[parse.file], &icms_lower::Options::default());
    let mut said = parse.errors;
    said.append(lowered.diagnostics.clone());
    let input = icms_codegen::Input {
        graph: &lowered.entities,
        schema: &lowered.schema,
        place: &|object| lowered.origins.get(object),
        queries: &[],
        options: icms_codegen::Options::default(),
    };
    if said.has_errors() {
        return said;
    }
    said.extend(icms_codegen::client(input).err().unwrap_or_default());
    said.append(icms_codegen::left_out(&lowered.entities));
    said
}

#[test]
fn every_example_is_what_its_page_says() {
    let mut wrong = Vec::new();
    for (code, page) in explain::diagnostics().filter(|(code, _)| is_of_schema_files(*code)) {
        let (bad, good) = page.split_once("## What to do").unwrap();
        let Some((dialect, example)) = examples(bad).next() else {
            wrong.push(format!("{code} has no example"));
            continue;
        };
        // What the schema alone remarks is nothing to a client.
        let counts = |d: &&Diagnostic| code.0 < 6000 || d.code.0 >= 6000 || d.severity == Severity::Error;
        let found = said(dialect, example);
        let found: Vec<&Diagnostic> = found.iter().filter(counts).collect();
        let codes: BTreeSet<String> = found.iter().map(|d| d.code.to_string()).collect();
        if codes != BTreeSet::from([code.to_string()]) {
            let all: Vec<String> = found.iter().map(|d| format!("{} {}", d.code, d.message)).collect();
            wrong.push(format!("the example of {code} says {all:?}"));
        }
        for (dialect, example) in examples(good) {
            let said = said(dialect, example);
            let all: Vec<String> =
                said.iter().filter(counts).map(|d| format!("{} {}", d.code, d.message)).collect();
            if !all.is_empty() {
                wrong.push(format!("what to do about {code} says {all:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
