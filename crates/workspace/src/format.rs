//! Formatting schema files.

use std::path::Path;

use crate::source::read_schema;
use crate::{Failure, Location, Outcome, Project};

/// A file before and after formatting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// Its path.
    pub name: String,
    /// As it is.
    pub before: String,
    /// As it should be.
    pub after: String,
}

/// Formats the schema at a path, or the project's, in memory.
///
/// # Errors
/// Unreadable files.
pub fn files(path: Option<&Path>, project: &Project) -> Outcome<Vec<Formatted>> {
    let path = path.map_or_else(|| project.schema_path(), Path::to_path_buf);
    let read = read_schema(&Location::Disk(path), project)?;
    let sources = &read.sources;
    let one = |file: &crate::source::SchemaFile| {
        let source = sources.get(file.id)?;
        let after = icms_syntax::format(&source.text, file.dialect);
        Some(Formatted { name: source.name.clone(), before: source.text.clone(), after })
    };
    Ok(read.files.iter().filter_map(one).collect())
}

/// Writes a formatted file.
///
/// # Errors
/// What the file system says.
pub fn write(file: &Formatted) -> Outcome<()> {
    let path = Path::new(&file.name);
    std::fs::write(path, &file.after).map_err(|e| Failure::file(path, &e).into())
}
