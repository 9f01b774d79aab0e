//! The corpus of other projects' SQL, where it exists beside the checkout.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// The folder, or none after saying that the test is skipped.
pub fn folder() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|up| up.join("shared/corpus"))
        .find(|p| p.is_dir());
    if found.is_none() {
        eprintln!("skipped: no corpus beside the checkout");
    }
    found
}

/// Every `.sql` file below a folder, in order of path.
pub fn sql_files(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut todo = vec![root.to_owned()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "sql") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
