//! Real schemas of other projects, where they lie beside the checkout.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_diagnostic::{Severity, Sources};
use icms_lower::{Options, lower};
use icms_syntax::Dialect;

/// The folder with the schemas, if it is there.
fn corpus() -> Option<PathBuf> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let places = ["../shared/corpus/prisma", "../../shared/corpus/prisma"];
    places.iter().map(|place| checkout.join(place)).find(|place| place.is_dir())
}

fn prisma_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            prisma_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "prisma") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn real_schemas_have_no_errors() {
    let Some(root) = corpus() else {
        println!("SKIPPED: no corpus of schemas beside this checkout");
        return;
    };
    let mut count = 0;
    let mut failures = Vec::new();
    for entry in std::fs::read_dir(&root).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        count += 1;
        let mut paths = Vec::new();
        prisma_files(&folder, &mut paths);
        let mut sources = Sources::default();
        let mut files = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            let id = sources.add(path.display().to_string(), text.as_str());
            files.push(icms_syntax::parse(id, &text, Dialect::Prisma).file);
        }
        let lowered = lower(&files, &Options::default());
        for diagnostic in lowered.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
            let position = diagnostic.span.map(|span| sources.position(span));
            failures.push(format!("{} {position:?} {}", folder.display(), diagnostic.message));
        }
    }
    assert!(count > 0, "the corpus is empty");
    assert!(failures.is_empty(), "{} errors in {count} schemas:\n{}", failures.len(), failures.join("\n"));
}
