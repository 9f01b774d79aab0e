//! Writing migrations and clients.

use std::path::{Path, PathBuf};

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_journal::{Checksum, FieldNames, Manifest, ManifestFinding, timestamp_id};
use icms_model::entity::EntityGraph;
use icms_report::Judgement;

use crate::codes;
use crate::compare::{self, Comparison};
use crate::load::Context;
use crate::{Exit, Failure, Location, Outcome, Project, Source, load};

/// Whether files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// They are.
    Files,
    /// `--dry-run`
    Nothing,
}

/// Where a migration is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofOn {
    /// By replaying it.
    Model,
    /// By replaying it, and on a scratch PostgreSQL.
    Server,
}

/// How to generate.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The name of the migration; none to derive one.
    pub name: Option<&'o str>,
    /// Seconds since 1970.
    pub now: u64,
    /// Whether files are written.
    pub write: Write,
    /// Where it is proven.
    pub proof: ProofOn,
}

/// A migration as it is written.
#[derive(Debug, Clone)]
pub struct Written {
    /// `up.sql`
    pub up: String,
    /// `down.sql`
    pub down: String,
    /// `migration.toml`
    pub manifest: String,
    /// `README.md`
    pub readme: String,
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    /// The migration; none when nothing differs.
    pub migration: Option<Written>,
    /// Its folder, when it was written.
    pub folder: Option<PathBuf>,
    /// How bad it is.
    pub judgements: Vec<Judgement>,
    /// What is remarkable.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

/// Writes the migration that makes the project's schema of its migrations.
///
/// # Errors
/// A schema or history with errors, a name that says nothing, a plan that cannot be proven.
pub fn migration(options: &Options<'_>, project: &Project) -> Outcome<Generated> {
    let before =
        load(&Source::Migrations(Location::Disk(project.migrations_path())), project, &Context::default())?;
    let schema = Source::Schema(Location::Disk(project.schema_path()));
    let after = load(&schema, project, &Context::default())?;
    let journal = before.journal.clone().unwrap_or_default();
    let entities = after.entities.clone().unwrap_or_default();
    let hints = after.hints.clone();
    let comparison = compare::compare(before, after, &hints, project, compare::Options::default())?;
    if comparison.diagnostics.has_errors() {
        return Err(Box::new(Failure::of(comparison.diagnostics, comparison.sources)));
    }
    if comparison.is_empty() {
        let Comparison { diagnostics, sources, .. } = comparison;
        return Ok(Generated { diagnostics, sources, ..Generated::default() });
    }
    prove(&comparison, options.proof, project)?;
    let title = title(options.name, &comparison)?;
    let id = timestamp_id(options.now, &title, journal.last().map(|m| &m.id));
    let parent = journal.last().map(|m| m.id.to_string());
    let written = written(&title, id.as_str(), parent, &comparison, &entities)?;
    let folder = project.migrations_path().join(id.as_str());
    let folder = match options.write {
        Write::Nothing => None,
        Write::Files => {
            write(&folder, &written)?;
            Some(folder)
        }
    };
    let judgement = Judgement { migration: Some(id.to_string()), ..comparison.judgement().clone() };
    Ok(Generated {
        migration: Some(written),
        folder,
        judgements: vec![judgement],
        diagnostics: comparison.diagnostics,
        sources: comparison.sources,
    })
}

/// Both directions hold, before anything is written (invariant 7).
pub(crate) fn prove(comparison: &Comparison, on: ProofOn, project: &Project) -> Outcome<()> {
    icms_plan::prove(&comparison.plan, comparison.schemas.as_ref(), &comparison.answers).map_err(
        |wrong| {
            let mut diagnostics = Diagnostics::default();
            diagnostics.extend(wrong);
            Failure::of(diagnostics, Sources::default())
        },
    )?;
    match on {
        ProofOn::Model => Ok(()),
        ProofOn::Server => crate::verify::on_server(comparison, project),
    }
}

/// The name that was given, if it says something, or one made of the changes.
fn title(given: Option<&str>, comparison: &Comparison) -> Outcome<String> {
    let derived = icms_diff::name_for(comparison.changes(), comparison.schemas.as_ref());
    given.map_or(Ok(derived.clone()), |given| named(given, &derived))
}

/// A name as a folder carries it.
///
/// # Errors
/// One that says nothing; `example` shows a better one.
pub(crate) fn named(given: &str, example: &str) -> Outcome<String> {
    let name: String =
        given.trim().to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if icms_diff::is_meaningless(&name) {
        let message = format!("`{given}` does not say what changes");
        let refusal =
            Diagnostic::error(codes::MEANINGLESS_NAME, message).help(format!("for example: {example}"));
        return Err(Box::new(Failure::new(Exit::Failed, refusal)));
    }
    Ok(name)
}

fn written(
    title: &str,
    id: &str,
    parent: Option<String>,
    comparison: &Comparison,
    entities: &EntityGraph,
) -> Outcome<Written> {
    let (up, down) = (comparison.up_sql(), comparison.down_sql());
    let hash = |schema: &icms_model::Schema| Checksum::of(&icms_model::dump(schema));
    let manifest = Manifest {
        version: 1,
        id: id.to_owned(),
        parent,
        schema_before: hash(&comparison.schemas.before),
        schema_after: hash(&comparison.schemas.after),
        up: Checksum::of(&up),
        down: Some(Checksum::of(&down)),
        replaces: Vec::new(),
        names: names(entities),
        findings: comparison.judgement().items.iter().map(|i| finding(&i.finding)).collect(),
    };
    let manifest = manifest.to_toml().map_err(|why| Diagnostic::error(codes::NOT_WRITABLE, why))?;
    let described = comparison.described();
    let readme = icms_report::readme(title, comparison.report(&described));
    Ok(Written { up, down, manifest, readme })
}

pub(crate) fn finding(finding: &icms_classify::Finding) -> ManifestFinding {
    ManifestFinding {
        code: finding.code.to_owned(),
        rule: finding.rule.to_owned(),
        class: finding.class.word().to_owned(),
        object: finding.subject.to_string(),
    }
}

/// What the author calls things: replayed SQL has no field names (ruling 5).
pub(crate) fn names(entities: &EntityGraph) -> FieldNames {
    let mut names = FieldNames::default();
    for entity in entities.graph.node_weights() {
        names.models.insert(entity.name.to_string(), entity.table.to_string());
        let mapped = entity.fields.iter().filter(|f| f.column != *f.name);
        names.fields.extend(mapped.map(|f| (format!("{}.{}", entity.name, f.name), f.column.to_string())));
    }
    names.enums.extend(entities.enums.iter().map(|e| (e.name.to_string(), e.database.to_string())));
    names
}

pub(crate) fn write(folder: &Path, written: &Written) -> Outcome<()> {
    let files = [
        ("up.sql", &*written.up),
        ("down.sql", &written.down),
        ("migration.toml", &written.manifest),
        ("README.md", &written.readme),
    ];
    write_files(folder, files)
}

/// Writes a folder with these files.
pub(crate) fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
) -> Outcome<()> {
    std::fs::create_dir_all(folder).map_err(|e| Failure::file(folder, &e))?;
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| Failure::file(&path, &e))?;
    }
    Ok(())
}

/// The client of a schema: file names and texts; written below `out` unless nothing is to be written.
///
/// # Errors
/// A schema with errors, names that two fields would share, files that cannot be written.
pub fn client(
    schema: Option<&Path>,
    out: Option<&Path>,
    write: Write,
    project: &Project,
) -> Outcome<Vec<PathBuf>> {
    let out =
        out.map(Path::to_path_buf).or_else(|| project.config.client.out.as_ref().map(|o| project.path(o)));
    let Some(out) = out else {
        return Err(Box::new(Failure::usage(
            "say where the client goes: --out <dir>, or [client] out in icms.toml",
        )));
    };
    let files = client_files(schema, project)?;
    let mut paths = Vec::with_capacity(files.len());
    for (name, text) in files {
        let path = out.join(name);
        if write == Write::Files && std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            let parent = path.parent().unwrap_or(&out);
            std::fs::create_dir_all(parent).map_err(|e| Failure::file(parent, &e))?;
            std::fs::write(&path, text).map_err(|e| Failure::file(&path, &e))?;
        }
        paths.push(path);
    }
    if write == Write::Files {
        for path in left_over(&out, &paths) {
            std::fs::remove_file(&path).map_err(|e| Failure::file(&path, &e))?;
        }
    }
    Ok(paths)
}

/// Files of an earlier client that this one does not have: a model that is gone, a schema that fits into one file.
fn left_over(out: &Path, current: &[PathBuf]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(out).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs") && !current.contains(path))
        .filter(|path| std::fs::read_to_string(path).is_ok_and(|text| text.starts_with(icms_codegen::HEADER)))
        .collect();
    paths.sort();
    paths
}

/// The client of the project, where `[client] out` says so.
///
/// # Errors
/// As [`client`].
pub fn project_client(write: Write, project: &Project) -> Outcome<Vec<PathBuf>> {
    if project.config.client.out.is_none() {
        return Ok(Vec::new());
    }
    client(None, None, write, project)
}

/// Files of the project's client that are not what its schema gives.
///
/// # Errors
/// A schema with errors.
pub fn stale_client(project: &Project) -> Outcome<Vec<PathBuf>> {
    let Some(out) = &project.config.client.out else { return Ok(Vec::new()) };
    let out = project.path(out);
    let files = client_files(None, project)?;
    let current: Vec<PathBuf> = files.iter().map(|(name, _)| out.join(name)).collect();
    let stale = files.into_iter().filter(|(name, text)| {
        std::fs::read_to_string(out.join(name)).ok().as_deref() != Some(text.as_str())
    });
    let mut wrong: Vec<PathBuf> = stale.map(|(name, _)| out.join(name)).collect();
    wrong.extend(left_over(&out, &current));
    Ok(wrong)
}

fn client_files(schema: Option<&Path>, project: &Project) -> Outcome<Vec<(String, String)>> {
    let compiled = crate::compile::at(schema, project)?;
    let lowered = &compiled.lowered;
    let input = icms_codegen::Input {
        graph: &lowered.entities,
        schema: &lowered.schema,
        place: &|object| lowered.origins.get(object),
        queries: &[],
        options: icms_codegen::Options { unknown_values: project.config.client.unknown_values.into() },
    };
    icms_codegen::client(input).map_err(|diagnostics| Failure::of(diagnostics, compiled.sources).into())
}
