//! Migrations made in parallel, put one behind the other.

use std::collections::BTreeSet;

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_journal::{Folder, Fork, Journal, Manifest, Migration, MigrationId};

use super::{commute, proof, seal};
use crate::check::known_at_base;
use crate::source::read_folders;
use crate::{Failure, Location, Outcome, Project, codes};

/// A migration with a new parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The migration.
    pub id: MigrationId,
    /// What it was made on top of; none when it was a first one.
    pub from: Option<MigrationId>,
    /// What it stands behind now.
    pub behind: MigrationId,
}

/// What was done.
#[derive(Debug, Clone, Default)]
pub struct Rebased {
    /// Migrations with a new parent, in the order in which they were moved.
    pub moved: Vec<Moved>,
    /// Those that were proven again on top of what comes before them now, and written.
    pub sealed: Vec<MigrationId>,
}

/// Makes one line of a history that goes two ways. First goes the branch that holds `first`; without it the one that
/// git's default branch has already, then the older one. Nothing is written unless everything was proven.
///
/// # Errors
/// Branches that do not commute (the two changes are named), scripts that cannot be replayed.
pub fn run(first: Option<&str>, project: &Project) -> Outcome<Rebased> {
    let mut folders = read_folders(&Location::Disk(project.migrations_path()), project)?;
    let mut journal = forked(&folders)?;
    let first = first.map(|id| journal.find(id)).transpose()?.map(|m| m.id.clone());
    // Outside of git, or without a default branch, nothing is known to have been there first.
    let known = known_at_base(None, project).unwrap_or_default();
    let preference = Preference { first: first.as_ref(), known: &known };
    let mut moved = Vec::new();
    // Inside out: no branch of the last fork goes two ways itself.
    while let Some(fork) = journal.forks().last() {
        let joined = join(fork, &journal, &preference, project)?;
        folders.retain(|old| joined.folders.iter().all(|new| new.name != old.name));
        folders.extend(joined.folders);
        moved.push(joined.moved);
        journal = forked(&folders)?;
    }
    let sealed = seal_again(&journal, &moved, project)?;
    Ok(Rebased { moved, sealed })
}

/// The history with its forks; whatever else is wrong with it is refused.
fn forked(folders: &[Folder]) -> Outcome<Journal> {
    let (journal, found) = Journal::read(folders.iter().cloned());
    let mut wrong = Diagnostics::default();
    wrong.extend(found.iter().filter(|d| d.code != icms_journal::codes::FORK).cloned());
    if wrong.has_errors() {
        return Err(Box::new(Failure::of(wrong, Sources::default())));
    }
    Ok(journal)
}

/// Which branch goes first.
struct Preference<'p> {
    first: Option<&'p MigrationId>,
    known: &'p BTreeSet<MigrationId>,
}

impl Preference<'_> {
    /// Smaller goes first. What has no manifest names no parent, and cannot be moved.
    fn rank<'m>(&self, branch: &[&'m Migration]) -> (bool, bool, bool, Option<&'m MigrationId>) {
        let has = |id: &MigrationId| branch.iter().any(|m| m.id == *id);
        let begin = branch.first();
        let movable = begin.is_some_and(|m| m.manifest.is_some());
        (movable, !self.first.is_some_and(has), !self.known.iter().any(has), begin.map(|m| &m.id))
    }
}

/// A branch behind another one.
struct Joined {
    moved: Moved,
    /// Its migrations, with manifests that say so.
    folders: Vec<Folder>,
}

/// Puts the second branch of a fork behind the first.
fn join(fork: &Fork, journal: &Journal, preference: &Preference<'_>, project: &Project) -> Outcome<Joined> {
    let find = |id: &MigrationId| journal.migrations().iter().find(|m| m.id == *id);
    let mut branches: Vec<Vec<&Migration>> =
        fork.branches.iter().map(|branch| branch.iter().filter_map(find).collect()).collect();
    branches.sort_by(|a, b| preference.rank(a).cmp(&preference.rank(b)));
    let [one, other, ..] = branches.as_slice() else { return Err(not_movable(fork)) };
    let (Some(last), Some(begin)) = (one.last(), other.first()) else { return Err(not_movable(fork)) };
    if begin.manifest.is_none() {
        return Err(not_movable(fork));
    }
    let base = fork.parent.as_ref().map_or_else(Vec::new, |parent| journal.line(parent));
    commute::demand(commute::Fork { base: &base, one, other }, project)?;
    let names = |m: Option<&&Migration>| {
        m.and_then(|m| m.manifest.as_ref()).map(|m| m.names.clone()).unwrap_or_default()
    };
    let (before, onto) = (names(base.last()), names(Some(last)));
    let mut folders = Vec::new();
    for (at, migration) in other.iter().enumerate() {
        let Some(mut manifest) = migration.manifest.clone() else { continue };
        manifest.names = manifest.names.moved(&before, &onto);
        if at == 0 {
            manifest.parent = Some(last.id.to_string());
        }
        folders.push(folder(migration, &manifest)?);
    }
    let moved = Moved { id: begin.id.clone(), from: fork.parent.clone(), behind: last.id.clone() };
    Ok(Joined { moved, folders })
}

/// The folder of a migration of ours, with another manifest.
fn folder(migration: &Migration, manifest: &Manifest) -> Outcome<Folder> {
    let text = |why: String| Diagnostic::error(codes::NOT_WRITABLE, why);
    let mut files = vec![
        ("up.sql", migration.up.clone()),
        ("migration.toml", manifest.to_toml().map_err(text)?),
        ("acknowledged.toml", migration.acknowledged.to_toml().map_err(text)?),
    ];
    files.extend(migration.down.clone().map(|down| ("down.sql", down)));
    Ok(Folder::new(migration.id.as_str(), files))
}

fn not_movable(fork: &Fork) -> Box<Failure> {
    let refusal = Diagnostic::error(codes::NOT_OURS, format!("{fork}, and neither can be moved"));
    refusal.help("`icms migrate seal` writes the migration.toml of a migration without one").into()
}

/// Proves everything from the first moved migration on, then writes all manifests.
fn seal_again(journal: &Journal, moved: &[Moved], project: &Project) -> Outcome<Vec<MigrationId>> {
    let is_moved = |m: &Migration| moved.iter().any(|moved| moved.id == m.id);
    let mut written = Vec::new();
    for migration in journal.migrations().iter().skip_while(|m| !is_moved(m)) {
        let Some(old) = migration.manifest.clone() else { continue };
        let proven = proof::prove(migration, journal, project)?;
        written.push((migration, proof::manifest(migration, &proven, old, project)));
    }
    for (migration, manifest) in &written {
        seal::write(migration, manifest, project)?;
    }
    Ok(written.into_iter().map(|(migration, _)| migration.id.clone()).collect())
}
