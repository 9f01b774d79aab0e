//! Finding cases and comparing them with what is expected.
#![allow(dead_code, reason = "each test file uses a part of it")]

use icms_syntax::Dialect;
use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schemas in a folder and below, in order.
pub fn schemas(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(schemas(&path));
        } else if path.extension().is_some_and(|e| e == "icms" || e == "prisma") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// By the file's ending.
pub fn dialect(path: &Path) -> Dialect {
    if path.extension().is_some_and(|e| e == "prisma") { Dialect::Prisma } else { Dialect::Icms }
}

/// Fails when the file holds something else; `UPDATE=1` writes it instead.
pub fn compare(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert!(
        expected == actual,
        "{} differs (UPDATE=1 rewrites it)\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}

/// The schemas of the corpus that lies beside a checkout of the authors; elsewhere there are none, which is said.
pub fn corpus() -> Vec<PathBuf> {
    let folders = ["../shared/corpus/prisma", "../../shared/corpus/prisma"];
    let found: Vec<_> = folders.iter().flat_map(|folder| schemas(&root().join(folder))).collect();
    if found.is_empty() {
        println!("skipped: no corpus beside the repository");
    }
    found
}
