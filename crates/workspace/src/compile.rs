//! Schema files → what they mean.

use std::path::Path;

use icms_diagnostic::Sources;
use icms_lower::{Lowered, Options};
use icms_sql::Name;

use crate::source::{SchemaFiles, read_schema};
use crate::{Failure, Location, Outcome, Project, portable};

/// Compiled schema files.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The texts.
    pub sources: Sources,
    /// As written.
    pub files: Vec<icms_syntax::ast::File>,
    /// What they mean.
    pub lowered: Lowered,
}

impl Compiled {
    /// `31 models, 4 enums: valid`
    #[must_use]
    pub fn summary(&self) -> String {
        let (models, enums) = (self.lowered.entities.graph.node_count(), self.lowered.entities.enums.len());
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        format!("{}, {}: valid", plural(models, "model"), plural(enums, "enum"))
    }
}

/// Compiles the schema at a path, or the project's.
///
/// # Errors
/// Unreadable files, and every error in them at once.
pub fn at(path: Option<&Path>, project: &Project) -> Outcome<Compiled> {
    let path = path.map_or_else(|| project.schema_path(), Path::to_path_buf);
    files(read_schema(&Location::Disk(path), project)?, project, None)
}

/// Compiles files that are read already. `namespace` is where unqualified models live (ruling 10).
///
/// # Errors
/// Every error in them at once.
pub fn files(read: SchemaFiles, project: &Project, namespace: Option<Name>) -> Outcome<Compiled> {
    let mut diagnostics = read.diagnostics;
    let mut trees = Vec::with_capacity(read.files.len());
    for file in &read.files {
        let Some(source) = read.sources.get(file.id) else { continue };
        let parse = icms_syntax::parse(file.id, &source.text, file.dialect);
        diagnostics.append(parse.errors);
        trees.push(parse.file);
    }
    let mut options = Options { target: project.target(), ..Options::default() };
    options.default_namespace = namespace.unwrap_or(options.default_namespace);
    let mut lowered = icms_lower::lower(&trees, &options);
    diagnostics.append(std::mem::take(&mut lowered.diagnostics));
    if project.portable() {
        diagnostics.append(portable::judge(&lowered, &options.default_namespace));
    }
    diagnostics.sort();
    if diagnostics.has_errors() {
        return Err(Box::new(Failure::of(diagnostics, read.sources)));
    }
    lowered.diagnostics = diagnostics;
    Ok(Compiled { sources: read.sources, files: trees, lowered })
}
