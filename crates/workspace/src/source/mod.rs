//! What commands compare: schema files, migrations, scripts, databases (see "Sources" in the command-line contract).

mod files;
mod git;

pub use files::{SchemaFile, SchemaFiles, loose_scripts, read_folders, read_schema, read_script};
pub use git::{default_base, exists_at};

use std::path::{Path, PathBuf};

use icms_connect::Url;

use crate::{Failure, Outcome, Project};

/// A source as given on the command line.
#[derive(Debug, Clone)]
pub enum Source {
    /// Schema files.
    Schema(Location),
    /// A folder of migrations.
    Migrations(Location),
    /// An SQL script.
    Script(Location),
    /// A live database.
    Database(Box<Url>),
    /// The project's development database.
    Development,
    /// Nothing.
    Empty,
}

/// Where files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In the working tree.
    Disk(PathBuf),
    /// As of a git revision.
    Git {
        /// The revision.
        revision: String,
        /// The path, relative to the project's folder or the top of the repository.
        path: String,
    },
}

impl Location {
    /// The path, without the revision.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Disk(path) => path,
            Self::Git { path, .. } => Path::new(path),
        }
    }
}

impl Source {
    /// Reads a source as a user writes it.
    ///
    /// # Errors
    /// A URL that cannot be read, a path that does not exist or is of no known kind.
    pub fn parse(text: &str, project: &Project) -> Outcome<Self> {
        if text == "empty" {
            return Ok(Self::Empty);
        }
        if text == "dev" {
            return Ok(Self::Development);
        }
        if let Some((revision, path)) = text.strip_prefix("git:").and_then(|rest| rest.rsplit_once(':')) {
            let entry = git::kind(&project.root, revision, path)?;
            let location = Location::Git { revision: revision.to_owned(), path: path.to_owned() };
            return Self::of_kind(location, path, entry);
        }
        if text.contains("://") {
            return Ok(Self::Database(Box::new(Url::parse(text)?)));
        }
        let path = Path::new(text);
        let kind = files::kind(path)?;
        Self::of_kind(Location::Disk(path.to_path_buf()), text, kind)
    }

    fn of_kind(location: Location, text: &str, kind: files::Kind) -> Outcome<Self> {
        match kind {
            files::Kind::Schema => Ok(Self::Schema(location)),
            files::Kind::Migrations => Ok(Self::Migrations(location)),
            files::Kind::Script => Ok(Self::Script(location)),
            files::Kind::Unknown => {
                let why =
                    format!("`{text}` is no source: neither schema files, migrations, a script nor a URL");
                Err(Box::new(Failure::usage(why)))
            }
        }
    }
}
