//! The file of a service that lists its migrations, so that they are part of its program.

use std::path::{Component, Path, PathBuf};

use icms_codegen::{Listed, Names};

use crate::batch::Batch;
use crate::source::read_folders;
use crate::{Location, Outcome, Project};

/// What a service needs of a migration.
const FILES: [&str; 3] = ["up.sql", "migration.sql", "migration.toml"];

/// Writes the list anew where `[client] migrations` names a file and it differs. Returns the file that was written.
///
/// # Errors
/// Folders that cannot be read, a file that cannot be written.
pub fn refresh(project: &Project) -> Outcome<Option<PathBuf>> {
    let Some((path, text)) = stale(project)? else { return Ok(None) };
    Batch::of(path.clone(), text).write()?;
    Ok(Some(path))
}

/// The file and what it should be, where it is something else.
///
/// # Errors
/// Folders that cannot be read.
pub fn stale(project: &Project) -> Outcome<Option<(PathBuf, String)>> {
    with(None, project)
}

/// The same where one more migration is about to be written.
pub(crate) fn with(new: Option<Listed>, project: &Project) -> Outcome<Option<(PathBuf, String)>> {
    let Some(path) = project.embedded_path() else { return Ok(None) };
    let folders = read_folders(&Location::Disk(project.migrations_path()), project)?;
    let listed = folders.into_iter().map(|folder| {
        let files = FILES.iter().filter(|file| folder.file(file).is_some());
        Listed { files: files.map(|file| (*file).to_owned()).collect(), id: folder.name }
    });
    let mut list: Vec<Listed> = listed.filter(|listed| !listed.files.is_empty()).chain(new).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    let names = if project.portable() { Names::Bare } else { Names::Qualified };
    let from = path.parent().unwrap_or(&project.root);
    let text = icms_codegen::migrations(&list, &way(from, &project.migrations_path()), names);
    let there = std::fs::read_to_string(&path).ok();
    Ok((there.as_deref() != Some(text.as_str())).then_some((path, text)))
}

impl Project {
    /// The file that lists the migrations, if there is to be one.
    pub(crate) fn embedded_path(&self) -> Option<PathBuf> {
        self.config.client.migrations.as_ref().map(|path| self.path(path))
    }
}

/// The way from one folder to another, with slashes on every system.
fn way(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| {
        let mut parts: Vec<String> = Vec::new();
        for part in path.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                    parts.pop();
                }
                Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => {
                    parts.push(part.as_os_str().to_string_lossy().into_owned());
                }
            }
        }
        parts
    };
    let (from, to) = (parts(from), parts(to));
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let way: Vec<String> = up.chain(to.iter().skip(common).cloned()).collect();
    if way.first().is_some_and(|first| first == "..") {
        way.join("/")
    } else {
        format!("./{}", way.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        let way = |from: &str, to: &str| way(Path::new(from), Path::new(to));
        assert_eq!(way("/p/examples/content/src", "/p/migrations"), "../../../migrations");
        assert_eq!(way("/p/./src/../src/db", "/p/db/migrations"), "../../db/migrations");
        assert_eq!(way("/p", "/p/migrations"), "./migrations");
    }
}
