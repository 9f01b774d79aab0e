//! `migration.toml` after an edit by hand: both scripts are proven again, and what was proven is written down.

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_journal::{Checksum, Dialect, FieldNames, Journal, Manifest, Migration, MigrationId};

use super::proof;
use crate::source::read_folders;
use crate::{Failure, Location, Outcome, Project, codes, compile, generate};

/// What was written.
#[derive(Debug, Clone, Default)]
pub struct Sealed {
    /// The migrations whose manifest is new, in order.
    pub written: Vec<MigrationId>,
    /// What is remarkable.
    pub diagnostics: Diagnostics,
}

/// Seals this migration, and those behind it whose schema it changed.
///
/// # Errors
/// A history that does not hang together, a script that cannot be replayed, a way back that does not lead back.
pub fn run(id: &str, project: &Project) -> Outcome<Sealed> {
    let journal = journal(project)?;
    let migration = journal.find(id)?;
    if migration.dialect == Dialect::Prisma {
        let message = format!("{} is a migration of Prisma's: there is nothing to seal", migration.id);
        return Err(Diagnostic::error(codes::NOT_OURS, message).into());
    }
    let mut sealed = Sealed::default();
    seal(migration, &journal, project, &mut sealed)?;
    let later = journal.migrations().iter().skip(journal.until(&migration.id).len());
    for behind in later.filter(|m| m.manifest.is_some()) {
        if behind.edited() {
            let message = format!("{} was edited too, and is not sealed", behind.id);
            let help = format!("`icms migrate seal {}`", behind.id);
            sealed.diagnostics.push(Diagnostic::warning(codes::EDITED, message).help(help));
            continue;
        }
        seal(behind, &journal, project, &mut sealed)?;
    }
    Ok(sealed)
}

fn seal(migration: &Migration, journal: &Journal, project: &Project, sealed: &mut Sealed) -> Outcome<()> {
    let proven = proof::prove(migration, journal, project)?;
    let old = match &migration.manifest {
        Some(manifest) => manifest.clone(),
        None => first(migration, journal, project),
    };
    let manifest = proof::manifest(migration, &proven, old, project);
    if migration.manifest.as_ref() != Some(&manifest) {
        write(migration, &manifest, project)?;
        sealed.written.push(migration.id.clone());
    }
    Ok(())
}

/// Writes the manifest of a migration.
pub(super) fn write(migration: &Migration, manifest: &Manifest, project: &Project) -> Outcome<()> {
    let text = manifest.to_toml().map_err(|why| Diagnostic::error(codes::NOT_WRITABLE, why))?;
    let path = project.migrations_path().join(migration.id.as_str()).join("migration.toml");
    std::fs::write(&path, text).map_err(|e| Failure::file(&path, &e).into())
}

/// What is known of a migration that has no manifest yet: its place, and the names of today if it is the newest.
fn first(migration: &Migration, journal: &Journal, project: &Project) -> Manifest {
    let newest = journal.last().is_some_and(|last| last.id == migration.id);
    let names = newest.then(|| compile::at(None, project).ok()).flatten();
    Manifest {
        version: 1,
        id: migration.id.to_string(),
        parent: journal.before(&migration.id).last().map(|m| m.id.to_string()),
        schema_before: Checksum::of(""),
        schema_after: Checksum::of(""),
        up: Checksum::of(""),
        down: None,
        replaces: Vec::new(),
        names: names.map_or_else(FieldNames::default, |c| generate::names(&c.lowered.entities)),
        findings: Vec::new(),
    }
}

/// The history, manifests that cannot be read aside: writing them anew is what sealing is for.
fn journal(project: &Project) -> Outcome<Journal> {
    let (journal, found) = Journal::read(read_folders(&Location::Disk(project.migrations_path()), project)?);
    let mut left = Diagnostics::default();
    left.extend(found.iter().filter(|d| d.code != icms_journal::codes::UNREADABLE).cloned());
    if left.has_errors() {
        return Err(Box::new(Failure::of(left, Sources::default())));
    }
    Ok(journal)
}
