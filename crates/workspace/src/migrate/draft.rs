//! A migration that a command makes of other migrations.

use std::path::PathBuf;

use icms_diagnostic::Diagnostic;
use icms_journal::{
    Acknowledgements, Checksum, Dialect, FieldNames, Manifest, Migration, MigrationId, Replaced,
};
use icms_model::{Hints, Schema};

use super::proof::{self, Proven};
use crate::codes;
use crate::compare::{self, Comparison};
use crate::load::Loaded;
use crate::{Outcome, Project, generate};

/// What it is made of.
pub(super) struct Draft {
    /// Its id.
    pub id: MigrationId,
    /// What it stands on.
    pub parent: Option<MigrationId>,
    /// `up.sql`
    pub up: String,
    /// `down.sql`
    pub down: Option<String>,
    /// What it was folded from.
    pub replaces: Vec<Replaced>,
    /// What things are called after it.
    pub names: FieldNames,
    /// What was accepted of it already.
    pub acknowledged: Acknowledgements,
}

impl Draft {
    /// The migration.
    pub fn migration(&self) -> Migration {
        Migration {
            id: self.id.clone(),
            dialect: Dialect::Icms,
            up: self.up.clone(),
            down: self.down.clone(),
            manifest: None,
            acknowledged: self.acknowledged.clone(),
        }
    }

    /// Writes its folder, with what was proven of it; `comparison` is what its README tells.
    pub fn write(&self, proven: &Proven, comparison: &Comparison, project: &Project) -> Outcome<PathBuf> {
        let folder = project.migrations_path().join(self.id.as_str());
        let text = |why: String| Diagnostic::error(codes::NOT_WRITABLE, why);
        let manifest = proof::manifest(&self.migration(), proven, self.manifest(), project);
        let manifest = manifest.to_toml().map_err(text)?;
        let acknowledged = self.acknowledged.to_toml().map_err(text)?;
        let described = comparison.described();
        let readme = icms_report::readme(self.id.title(), comparison.report(&described));
        let mut files = vec![("up.sql", &*self.up), ("migration.toml", &manifest), ("README.md", &readme)];
        files.extend(self.down.as_deref().map(|down| ("down.sql", down)));
        if !self.acknowledged.list.is_empty() {
            files.push(("acknowledged.toml", &acknowledged));
        }
        generate::write_files(&folder, files)?;
        Ok(folder)
    }

    /// What stands in it whatever is proven.
    fn manifest(&self) -> Manifest {
        Manifest {
            version: 1,
            id: self.id.to_string(),
            parent: self.parent.as_ref().map(ToString::to_string),
            schema_before: Checksum::of(""),
            schema_after: Checksum::of(""),
            up: Checksum::of(""),
            down: None,
            replaces: self.replaces.clone(),
            names: self.names.clone(),
            findings: Vec::new(),
        }
    }
}

/// What differs between two replayed schemas, and the plan between them.
pub(super) fn between(before: &Schema, after: &Schema, project: &Project) -> Outcome<Comparison> {
    let loaded = |schema: &Schema| Loaded { schema: schema.clone(), ..Loaded::default() };
    let options = compare::Options::default();
    compare::compare(loaded(before), loaded(after), &Hints::default(), project, options)
}
