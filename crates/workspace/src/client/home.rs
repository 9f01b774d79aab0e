//! Where a client goes: into a module of somebody's crate, or into a crate of its own.

use std::path::{Path, PathBuf};

use icms_diagnostic::Diagnostic;

use super::manifest::MANIFEST;
use crate::{Failure, Outcome, Project, codes};

/// Where a client goes.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// The folder of the module, or of the crate.
    pub folder: PathBuf,
    /// What it is there.
    pub form: Form,
}

/// What a client is to the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// A module: `mod db;`
    Module,
    /// A crate of this name.
    Crate(String),
}

impl Home {
    /// The folder and the name that were given, or those of the project. A folder that was given without a name is that
    /// of a module.
    pub fn of(out: Option<&Path>, name: Option<&str>, project: &Project) -> Outcome<Self> {
        let configured = &project.config.client;
        let (folder, name) = match (out, &configured.out) {
            (Some(out), _) => (out.to_path_buf(), name),
            (None, Some(out)) => (project.path(out), name.or(configured.crate_name.as_deref())),
            (None, None) => {
                let message = "say where the client goes: --out <dir>, or [client] out in icms.toml";
                return Err(Box::new(Failure::usage(message)));
            }
        };
        let Some(name) = name else { return Ok(Self { folder, form: Form::Module }) };
        if !icms_codegen::is_crate_name(name) {
            let message = format!("no crate can be called `{name}`");
            return Err(Diagnostic::error(codes::CRATE_NAME, message)
                .help("letters, digits, `-` and `_`, as in `app-db`; no keyword, and no name of the standard library")
                .into());
        }
        if let Some(package) = package_around(&folder) {
            let message = format!("{} belongs to the sources of {}", folder.display(), package.display());
            return Err(Diagnostic::error(codes::CRATE_PLACE, message)
                .help("a crate has a folder of its own: [client] out = \"db\"")
                .into());
        }
        Ok(Self { folder, form: Form::Crate(name.to_owned()) })
    }

    /// The folder that its modules are in.
    pub fn sources(&self) -> PathBuf {
        match self.form {
            Form::Module => self.folder.clone(),
            Form::Crate(_) => self.folder.join("src"),
        }
    }

    /// Where a file goes that a module would call so.
    pub fn file(&self, name: &str) -> PathBuf {
        match (&self.form, name) {
            (Form::Crate(_), "mod.rs") => self.sources().join("lib.rs"),
            (Form::Crate(_) | Form::Module, _) => self.sources().join(name),
        }
    }

    /// The folders that files of an earlier client may be in: a crate may stand where a module stood.
    pub fn folders(&self) -> Vec<PathBuf> {
        match self.form {
            Form::Module => vec![self.folder.clone()],
            Form::Crate(_) => vec![self.folder.clone(), self.sources()],
        }
    }
}

/// The package whose `src` the folder is, or is inside.
fn package_around(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    // What is not there yet belongs to nothing.
    let there = folder.ancestors().find_map(|folder| folder.canonicalize().ok())?;
    let sources = there.ancestors().filter(|folder| folder.file_name().is_some_and(|name| name == "src"));
    let mut manifests = sources.filter_map(|folder| Some(folder.parent()?.join(MANIFEST)));
    manifests.find(|manifest| manifest.is_file())
}
