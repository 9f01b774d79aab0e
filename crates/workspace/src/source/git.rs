//! File sources as of a git revision, through the `git` command.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use icms_diagnostic::Diagnostic;
use icms_journal::Folder;

use super::files::{Kind, dialect, file_kind, is_migration_file};
use crate::Outcome;
use crate::codes;

/// Runs `git` in a folder and returns what it printed.
fn git(folder: &Path, arguments: &[&str]) -> Outcome<String> {
    let failed = |why: String| Diagnostic::error(codes::GIT, format!("git {}: {why}", arguments.join(" ")));
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|e| failed(e.to_string()).help("is git installed?"))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()).into());
    }
    String::from_utf8(output.stdout).map_err(|_| failed("the file is not UTF-8".to_owned()).into())
}

/// What a path of a revision holds.
pub(super) fn kind(root: &Path, revision: &str, path: &str) -> Outcome<Kind> {
    if git(root, &["cat-file", "-t", &object(revision, path)])?.trim() == "blob" {
        return Ok(file_kind(path));
    }
    let names = list(root, revision, path)?;
    if names.iter().any(|name| dialect(name).is_some()) {
        return Ok(Kind::Schema);
    }
    Ok(if names.iter().any(|n| n.ends_with("/up.sql") || n.ends_with("/migration.sql")) {
        Kind::Migrations
    } else {
        Kind::Unknown
    })
}

/// `./` makes git read the path from the folder it runs in.
fn object(revision: &str, path: &str) -> String {
    format!("{revision}:./{}", path.trim_start_matches("./").trim_end_matches('/'))
}

/// Paths of files below a folder of a revision, relative to that folder.
fn list(root: &Path, revision: &str, path: &str) -> Outcome<Vec<String>> {
    let out = git(root, &["ls-tree", "-r", "--name-only", &object(revision, path)])?;
    Ok(out.lines().map(str::to_owned).collect())
}

/// The text of a file of a revision.
pub(super) fn text(root: &Path, revision: &str, path: &str) -> Outcome<String> {
    git(root, &["show", &object(revision, path)])
}

/// The schema files of a revision.
pub(super) fn schema(root: &Path, revision: &str, path: &str) -> Outcome<Vec<(String, String)>> {
    let read = |name: &str| Ok((format!("{revision}:{name}"), text(root, revision, name)?));
    if dialect(path).is_some() {
        return Ok(vec![read(path)?]);
    }
    let names = list(root, revision, path)?;
    let schema_files = names.iter().filter(|name| dialect(name).is_some());
    schema_files.map(|name| read(&format!("{}/{name}", path.trim_end_matches('/')))).collect()
}

/// The migration folders of a revision.
pub(super) fn folders(root: &Path, revision: &str, path: &str) -> Outcome<Vec<Folder>> {
    let mut folders: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for name in list(root, revision, path)? {
        let Some((folder, file)) = name.split_once('/').filter(|(_, file)| is_migration_file(file)) else {
            continue;
        };
        let content = text(root, revision, &format!("{}/{name}", path.trim_end_matches('/')))?;
        folders.entry(folder.to_owned()).or_default().push((file.to_owned(), content));
    }
    Ok(folders.into_iter().map(|(name, files)| Folder::new(name, files)).collect())
}

/// The commit where two revisions parted.
///
/// # Errors
/// When git finds none, or is no repository.
pub fn merge_base(root: &Path, one: &str, other: &str) -> Outcome<String> {
    Ok(git(root, &["merge-base", one, other])?.trim().to_owned())
}

/// What the last commit follows: the first of all follows a tree without files.
fn parent(root: &Path) -> Outcome<String> {
    let parent = git(root, &["rev-parse", "--verify", "HEAD~1"]);
    // The first commit of a shallow clone has a parent, which is somewhere else.
    if parent.is_err() && git(root, &["rev-parse", "--is-shallow-repository"])?.trim() == "false" {
        return git(root, &["hash-object", "-t", "tree", "/dev/null"]);
    }
    parent
}

/// Where this branch parted from the default branch.
///
/// # Errors
/// No repository, or no branch that could be the default one.
pub fn default_base(root: &Path) -> Outcome<String> {
    for branch in ["origin/HEAD", "origin/main", "origin/master", "main", "master"] {
        let Ok(base) = merge_base(root, branch, "HEAD") else { continue };
        let head = git(root, &["rev-parse", "HEAD"])?;
        // On the default branch itself, what its last commit brought is judged.
        if base == head.trim() {
            return Ok(parent(root)?.trim().to_owned());
        }
        return Ok(base);
    }
    let missing = Diagnostic::error(codes::NO_DEFAULT_BRANCH, "there is no default branch to compare with");
    Err(missing.help("say which revision is the base: --base <rev>").into())
}

/// Whether a path exists at a revision.
#[must_use]
pub fn exists_at(root: &Path, revision: &str, path: &str) -> bool {
    git(root, &["cat-file", "-e", &object(revision, path)]).is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_the_first_commit_brings_is_judged_like_any_other() {
        let root = std::env::temp_dir().join(format!("icms-first-commit-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        git(&root, &["init", "-q", "-b", "main"]).unwrap();
        let commit =
            ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "x"];
        git(&root, &commit).unwrap();
        let first = default_base(&root).unwrap();
        assert_eq!(list(&root, &first, "").unwrap(), Vec::<String>::new());
        git(&root, &commit).unwrap();
        let second = default_base(&root).unwrap();
        assert_eq!(second, git(&root, &["rev-parse", "HEAD~1"]).unwrap().trim());
        let shallow = root.join("shallow");
        let from = format!("file://{}", root.display());
        git(&root, &["clone", "-q", "--depth", "1", &from, "shallow"]).unwrap();
        let refused = default_base(&shallow).unwrap_err();
        assert!(format!("{refused:?}").contains("HEAD~1"), "{refused:?}");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
