//! Files are small and say what they are; the tree names no machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::shell::{output, root};

/// The most lines that a file of code may have.
const LINES: usize = 600;

pub fn run() -> Outcome {
    let mut wrong = Vec::new();
    for path in tracked()? {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        if path.extension().is_some_and(|e| e == "rs") {
            wrong.extend(code(&path, &text));
        }
        wrong.extend(machine(&path, &text));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Files that git knows or would add.
fn tracked() -> Result<Vec<PathBuf>, String> {
    let mut git = Command::new("git");
    git.current_dir(root()).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    Ok(output(git)?.lines().map(PathBuf::from).collect())
}

fn code(path: &Path, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let lines = text.lines().count();
    let generated = text.starts_with("//! @generated");
    // A generated file is as long as its model is wide.
    if lines > LINES && !generated {
        wrong.push(format!("{}: {lines} lines, {LINES} are the most", path.display()));
    }
    if !text.starts_with("//!") && !generated && !text.starts_with("#!") {
        wrong.push(format!("{}: the first line must say what the file is (`//! …`)", path.display()));
    }
    if text.contains("todo!(") && !path.ends_with("tidy.rs") {
        wrong.push(format!("{}: unfinished", path.display()));
    }
    wrong
}

/// Absolute paths of one machine have no place in the tree.
fn machine(path: &Path, text: &str) -> Option<String> {
    let homes = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
    let found = homes.iter().find(|home| text.contains(**home))?;
    Some(format!("{}: names a place of one machine ({found}…)", path.display()))
}
