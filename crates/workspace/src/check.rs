//! The gate.

use std::collections::BTreeSet;
use std::path::Path;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, Diagnostics, FileId, Sources};
use icms_journal::{Acknowledgement, Acknowledgements, FieldNames, Journal, Migration, MigrationId};
use icms_model::{Facts, QualifiedName, Schema};
use icms_report::Judgement;
use icms_sql::Script;

use crate::codes;
use crate::history::{self, Course};
use crate::judging::{self, Bench, Text};
use crate::load::{Context, Loaded};
use crate::reach::{self, Side, Written};
pub use crate::scratch::Server;
use crate::source::{read_folders, read_script};
use crate::{Failure, Location, Outcome, Project, Source, client, compare, embedded, load, source};

/// What to judge.
#[derive(Debug, Clone, Copy)]
pub enum Question<'q> {
    /// The plan between two sources.
    Sources {
        /// Where we come from.
        before: &'q str,
        /// Where we go.
        after: &'q str,
    },
    /// A script on top of a source.
    Script {
        /// Where we come from.
        before: &'q str,
        /// The script.
        script: &'q Path,
    },
    /// The project's migrations that a revision lacks.
    Migrations {
        /// The revision; none for the merge base with the default branch.
        base: Option<&'q str>,
    },
}

/// How to judge.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// A database to measure.
    pub facts: Option<&'o str>,
    /// Whether a scratch server may be asked.
    pub server: Server,
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Findings script by script.
    pub judgements: Vec<Judgement>,
    /// What is remarkable.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
    /// Schema, migrations and client do not agree.
    pub disagreement: Option<Box<Failure>>,
}

/// Judges.
///
/// # Errors
/// Sources that cannot be loaded; findings are no error.
pub fn run(question: Question<'_>, options: Options<'_>, project: &Project) -> Outcome<Checked> {
    let context = Context { server: options.server, namespace: None };
    match question {
        Question::Sources { before, after } => {
            let options = compare::Options { server: options.server, ..compare::Options::default() };
            let comparison = compare::sources(before, after, project, options)?;
            comparison.look_at_code(project);
            Ok(Checked {
                judgements: vec![comparison.judgement().clone()],
                diagnostics: comparison.diagnostics,
                sources: comparison.sources,
                disagreement: None,
            })
        }
        Question::Script { before, script } => {
            let loaded = load(&Source::parse(before, project)?, project, &context)?;
            let (name, text) = read_script(&Location::Disk(script.to_path_buf()), project)?;
            let text = Text { file: &name, migration: None, sql: &text };
            let judgement = one(&loaded.schema, text, &Acknowledgements::default(), options, project)?;
            Ok(Checked {
                judgements: vec![judgement],
                diagnostics: loaded.diagnostics,
                sources: loaded.sources,
                ..Checked::default()
            })
        }
        Question::Migrations { base } => migrations(base, options, project),
    }
}

fn one(
    before: &Schema,
    text: Text<'_>,
    acknowledged: &Acknowledgements,
    options: Options<'_>,
    project: &Project,
) -> Outcome<Judgement> {
    let facts = options.facts.map(|url| measure(url, before, text.sql)).transpose()?.unwrap_or_default();
    let bench = Bench { policy: &project.policy, facts: &facts, target: project.target() };
    Ok(judging::script(before, text, acknowledged, bench))
}

/// Facts about the tables that a script names.
pub(crate) fn measure(url: &str, schema: &Schema, sql: &str) -> Outcome<Facts> {
    let mut session = Session::open(&Url::parse(url)?, Purpose::Read)?;
    let script = Script::parse(FileId(0), sql);
    let replayed = icms_replay::replay(schema.clone(), &script);
    let mut tables: Vec<QualifiedName> = replayed
        .statements
        .iter()
        .flat_map(|s| &s.effects)
        .filter_map(|e| e.object.table())
        .filter(|name| schema.tables.find(name).is_some())
        .collect();
    tables.sort();
    tables.dedup();
    Ok(icms_introspect::facts(&mut session, schema, &tables))
}

/// Judges what a base lacks, and looks whether everything agrees.
fn migrations(base: Option<&str>, options: Options<'_>, project: &Project) -> Outcome<Checked> {
    let journal = crate::status::journal(project)?;
    let revision = revision(base, project)?;
    let known = known_at(&revision, project)?;
    let context = Context { server: options.server, namespace: None };
    let mut course = Course::new(project, &context);
    let mut judgements = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let mut first: Option<Schema> = None;
    for migration in journal.migrations() {
        let file = history::path(migration, project);
        if !known.contains(&migration.id) {
            let text = Text { file: &file, migration: Some(migration.id.as_str()), sql: &migration.up };
            let before = course.schema()?;
            let judgement = one(&before, text, &migration.acknowledged, options, project)?;
            first.get_or_insert(before);
            diagnostics.extend(unused(migration, &judgement));
            judgements.push(judgement);
        }
        course.apply(file, &migration.up);
    }
    let schema = project.schema_path().display().to_string();
    let after = load(&Source::parse(&schema, project)?, project, &context)?;
    let made = course.finish()?;
    let names = journal.migrations().iter().filter(|migration| known.contains(&migration.id));
    let names = names.filter_map(|migration| migration.manifest.as_ref()).map(|m| &m.names).next_back();
    let schema = first.as_ref().unwrap_or(&made.schema);
    note(Old { schema, names, revision: &revision }, &after, &mut judgements, project);
    let disagreement = disagreement(&journal, made, after, options.server, project)?;
    Ok(Checked { judgements, diagnostics, sources: Sources::default(), disagreement })
}

/// What was there at the base.
struct Old<'o> {
    schema: &'o Schema,
    names: Option<&'o FieldNames>,
    revision: &'o str,
}

/// Names at the findings what they reach in the project's code.
fn note(old: Old<'_>, after: &Loaded, judgements: &mut Vec<Judgement>, project: &Project) {
    let written = Written::of(after);
    let before = Side { schema: old.schema, entities: None, written: None, names: old.names };
    let after = Side {
        schema: &after.schema,
        entities: after.entities.as_ref(),
        written: written.as_ref(),
        names: None,
    };
    let revision = old.revision;
    if judgements.is_empty() {
        let besides = reach::besides(before, after, revision, project);
        judgements.extend(besides.and_then(|reach| reach.alone(project)));
    } else if let Some(reach) = reach::between(before, after, revision, project) {
        reach.note(judgements);
    }
}

/// Acknowledgements of a migration that accept nothing that is there.
fn unused(migration: &Migration, judgement: &Judgement) -> Vec<Diagnostic> {
    let accepts = |acknowledgement: &Acknowledgement| {
        let items = &judgement.items;
        items.iter().any(|i| i.acknowledged.is_some() && i.fingerprint == acknowledgement.finding)
    };
    let all = migration.acknowledged.list.iter();
    all.filter(|acknowledgement| !accepts(acknowledgement))
        .map(|acknowledgement| {
            let message = format!(
                "{}: the acknowledgement of {} on {} covers nothing: the SQL was changed after it",
                migration.id, acknowledgement.code, acknowledgement.object
            );
            Diagnostic::warning(codes::ACKNOWLEDGES_NOTHING, message).help("acknowledge again, or remove it")
        })
        .collect()
}

/// The migrations that a base has already; without one, the merge base with git's default branch: they were judged then.
pub(crate) fn known_at_base(base: Option<&str>, project: &Project) -> Outcome<BTreeSet<MigrationId>> {
    known_at(&revision(base, project)?, project)
}

/// The base.
fn revision(base: Option<&str>, project: &Project) -> Outcome<String> {
    base.map_or_else(|| source::default_base(&project.root), |revision| Ok(revision.to_owned()))
}

fn known_at(revision: &str, project: &Project) -> Outcome<BTreeSet<MigrationId>> {
    let path = project.config.migrations.display().to_string();
    // A base without the folder knows no migrations.
    if !source::exists_at(&project.root, revision, &path) {
        return Ok(BTreeSet::new());
    }
    let folders = read_folders(&Location::Git { revision: revision.to_owned(), path }, project)?;
    let (journal, _) = Journal::read(folders);
    Ok(journal.migrations().iter().map(|m| m.id.clone()).collect())
}

/// Whether the migrations make the schema, and the client is the one of the schema.
fn disagreement(
    journal: &Journal,
    before: Loaded,
    after: Loaded,
    server: Server,
    project: &Project,
) -> Outcome<Option<Box<Failure>>> {
    let mut found = Diagnostics::default();
    let hints = after.hints.clone();
    let options = compare::Options { server, ..compare::Options::default() };
    let comparison = compare::compare(before, after, &hints, project, options)?;
    if !comparison.is_empty() {
        let message =
            format!("the schema differs from the migrations in {} places", comparison.changes().len());
        found.push(Diagnostic::error(codes::SCHEMA_AHEAD, message).help("run `icms generate`"));
    }
    let (stale, sources) = match client::stale(server, project) {
        Ok(stale) => (stale, Sources::default()),
        Err(failure) => (failure.diagnostics, failure.sources),
    };
    found.append(stale);
    if let Some((file, _)) = embedded::stale(project)? {
        let message = format!("{} does not list these migrations", file.display());
        found.push(Diagnostic::error(codes::CLIENT_STALE, message).help("run `icms generate`"));
    }
    for migration in journal.migrations().iter().filter(|m| m.edited()) {
        let message = format!("{} was edited after it was written", migration.id);
        found.push(
            Diagnostic::warning(codes::EDITED, message).help("`icms migrate seal` proves and seals it again"),
        );
    }
    if found.has_errors() {
        return Ok(Some(Box::new(Failure::of(found, sources))));
    }
    Ok(None)
}
