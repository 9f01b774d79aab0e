//! Histories replayed, and schemas held against each other.

use icms_diagnostic::Diagnostic;
use icms_diff::describe;
use icms_journal::{Checksum, Journal, Manifest, Migration};
use icms_model::{Hints, Pair, Schema};

use crate::asking::{Askable, difference};
use crate::load::Context;
use crate::scratch::Server;
use crate::{Outcome, Project, codes, history};

/// A script with the name that people know it by.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'t> {
    pub name: String,
    pub text: &'t str,
}

/// The script of a migration.
pub(crate) fn up<'m>(migration: &'m Migration, project: &Project) -> Piece<'m> {
    Piece { name: path(migration, migration.dialect.script(), project), text: &migration.up }
}

/// The way back of a migration, if it has one.
pub(crate) fn down<'m>(migration: &'m Migration, project: &Project) -> Option<Piece<'m>> {
    let text = migration.down.as_deref()?;
    Some(Piece { name: path(migration, "down.sql", project), text })
}

fn path(migration: &Migration, file: &str, project: &Project) -> String {
    project.config.migrations.join(migration.id.as_str()).join(file).display().to_string()
}

/// The schema after these scripts, from empty.
pub(crate) fn after<'t>(pieces: impl IntoIterator<Item = Piece<'t>>, project: &Project) -> Outcome<Schema> {
    let context = Context::default();
    let mut course = history::Course::new(project, &context);
    for piece in pieces {
        course.apply(piece.name, piece.text);
    }
    Ok(course.finish()?.schema)
}

/// The schema after these migrations, from empty.
pub(crate) fn schema<'m>(
    migrations: impl IntoIterator<Item = &'m Migration>,
    project: &Project,
) -> Outcome<Schema> {
    after(migrations.into_iter().map(|m| up(m, project)), project)
}

/// What would have to happen to `found` for it to be `wanted`.
pub(crate) fn differences(found: &Schema, wanted: &Schema, project: &Project) -> Outcome<Vec<String>> {
    let who = Askable { database: None, server: Server::Allowed, target: project.target() };
    let schemas = Pair::new(found, wanted);
    let (left, _) = difference(schemas, &Hints::default(), who, project)?;
    Ok(left.changes.iter().map(|change| describe(change, schemas).to_string()).collect())
}

/// What a manifest remembers a schema by.
pub(crate) fn hash(schema: &Schema) -> Checksum {
    Checksum::of(&icms_model::dump(schema))
}

/// A migration whose two scripts were shown to lead from one schema to another and back.
#[derive(Debug, Clone)]
pub(crate) struct Proven {
    pub before: Schema,
    pub after: Schema,
}

/// Replays a migration of this journal forth and back on top of everything before it.
pub(crate) fn prove(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Proven> {
    let before = schema(journal.before(&migration.id), project)?;
    let until = || journal.until(&migration.id).iter().map(|m| up(m, project));
    let after_up = after(until(), project)?;
    if let Some(down) = down(migration, project) {
        let back = after(until().chain([down]), project)?;
        let left = differences(&back, &before, project)?;
        if !left.is_empty() {
            let message = format!("down.sql of {} does not bring back what was there before", migration.id);
            let help = format!("it would still have to {}", list(&left));
            return Err(Diagnostic::error(codes::NOT_PROVEN, message).help(help).into());
        }
    }
    Ok(Proven { before, after: after_up })
}

/// A manifest with what was proven; `old` gives the rest.
pub(crate) fn manifest(migration: &Migration, proven: &Proven, old: Manifest, project: &Project) -> Manifest {
    let facts = icms_model::Facts::default();
    let bench = crate::judging::Bench { policy: &project.policy, facts: &facts, target: project.target() };
    let text = crate::judging::Text { file: "up.sql", migration: None, sql: &migration.up };
    let judged = crate::judging::script(&proven.before, text, &migration.acknowledged, bench);
    Manifest {
        schema_before: hash(&proven.before),
        schema_after: hash(&proven.after),
        up: Checksum::of(&migration.up),
        down: migration.down.as_deref().map(Checksum::of),
        findings: judged.items.iter().map(|item| crate::generate::finding(&item.finding)).collect(),
        ..old
    }
}

/// The first of several, and how many more.
pub(crate) fn list(all: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    if all.len() > SHOWN {
        text.push_str(&format!("; and {} more", all.len() - SHOWN));
    }
    text
}
