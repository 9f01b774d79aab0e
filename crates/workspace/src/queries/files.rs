//! The folder of queries.

use std::path::PathBuf;

use icms_codegen::query::{self, Query};
use icms_diagnostic::{Diagnostics, Sources};

use crate::{Failure, Outcome, Project};

/// Where queries lie unless the configuration says otherwise.
const DEFAULT: &str = "queries";

/// Every query, file by file in the order of their names.
pub(crate) fn read(sources: &mut Sources, project: &Project) -> Outcome<Vec<Query>> {
    let mut all = Vec::new();
    let mut diagnostics = Diagnostics::default();
    for path in files(project)? {
        let text = std::fs::read_to_string(&path).map_err(|e| Failure::file(&path, &e))?;
        let shown = path.strip_prefix(&project.root).unwrap_or(&path).display().to_string();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (queries, found) = query::read(sources.add(shown, &*text), &stem, &text);
        all.extend(queries);
        diagnostics.append(found);
    }
    if diagnostics.has_errors() {
        return Err(Box::new(Failure::of(diagnostics, sources.clone())));
    }
    Ok(all)
}

fn files(project: &Project) -> Outcome<Vec<PathBuf>> {
    let said = project.config.client.queries.as_deref();
    let folder = project.path(said.unwrap_or_else(|| DEFAULT.as_ref()));
    if said.is_none() && !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&folder).map_err(|e| Failure::file(&folder, &e))?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    paths.sort();
    Ok(paths)
}
