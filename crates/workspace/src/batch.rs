//! Files that are written together: every text lies beside its place before the first one takes it, so that a full disk
//! or a folder without permission leaves everything as it was.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome};

/// Files to write, and files to remove after that.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch {
    texts: Vec<(PathBuf, String)>,
    gone: Vec<PathBuf>,
}

impl Batch {
    /// One file.
    pub fn of(path: PathBuf, text: String) -> Self {
        Self { texts: vec![(path, text)], gone: Vec::new() }
    }

    /// Adds a file. One that says the same already is left alone.
    pub fn put(&mut self, path: PathBuf, text: String) {
        self.texts.push((path, text));
    }

    /// Adds a file that goes.
    pub fn remove(&mut self, path: PathBuf) {
        self.gone.push(path);
    }

    /// Writes everything.
    ///
    /// # Errors
    /// A folder or a file that cannot be written: nothing was then.
    pub fn write(self) -> Outcome<()> {
        let mut stage = Stage::default();
        for (path, text) in &self.texts {
            if std::fs::read_to_string(path).is_ok_and(|there| there == *text) {
                continue;
            }
            stage.lay(path, text).map_err(|e| Failure::file(path, &e))?;
        }
        stage.take_places()?;
        self.gone
            .iter()
            .try_for_each(|path| std::fs::remove_file(path).map_err(|e| Failure::file(path, &e).into()))
    }
}

/// Texts beside their places, which go again unless they take them.
#[derive(Debug, Default)]
struct Stage {
    /// Where a text lies, and its place.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that were made for them, the outer ones first.
    folders: Vec<PathBuf>,
}

impl Stage {
    fn lay(&mut self, path: &Path, text: &str) -> std::io::Result<()> {
        // What a link leads to is written, and the link stays.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if place.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        let above: Vec<&Path> = place.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in above.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        let mut beside = place.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        self.files.push((beside.clone(), place));
        std::fs::write(&beside, text)
    }

    fn take_places(mut self) -> Outcome<()> {
        for (beside, place) in std::mem::take(&mut self.files) {
            std::fs::rename(&beside, &place).map_err(|e| Failure::file(&place, &e))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Why they were not written is said already. A folder that holds something stays.
        for (beside, _) in &self.files {
            let _ = std::fs::remove_file(beside);
        }
        for folder in self.folders.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}
