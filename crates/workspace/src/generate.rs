//! Writing migrations and clients.

use std::path::{Path, PathBuf};

use icms_codegen::Listed;
use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_journal::{Checksum, FieldNames, Manifest, ManifestFinding, timestamp_id};
use icms_model::entity::EntityGraph;
use icms_report::Judgement;

use crate::batch::Batch;
use crate::client::{self, Client};
use crate::codes;
use crate::compare::{self, Comparison};
use crate::load::Context;
pub use crate::scratch::Server;
use crate::{Exit, Failure, Location, Outcome, Project, Source, embedded, load};

/// Whether files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// They are.
    Files,
    /// `--dry-run`
    Nothing,
}

/// What of a project is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halves {
    /// The migration and the client.
    Both,
    /// `--migration-only`
    Migration,
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
    /// Whether a scratch server may be asked.
    pub server: Server,
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
    let mut batch = Batch::default();
    let generated = draft(options, &mut batch, project)?;
    if options.write == Write::Files {
        batch.write()?;
    }
    Ok(generated)
}

/// Writes what the project's schema asks for: the migration, the client where `[client]` says that there is one, and the
/// list of migrations. Nothing is written unless all of it can be.
///
/// # Errors
/// As [`migration`] and [`client::write`].
pub fn of_project(options: &Options<'_>, halves: Halves, project: &Project) -> Outcome<(Generated, Client)> {
    let mut batch = Batch::default();
    let generated = draft(options, &mut batch, project)?;
    let client = match halves {
        Halves::Both if client::is_wanted(project) => {
            let options = client::Options::of_project(options.write, options.server);
            client::draft(options, &mut batch, project)?
        }
        Halves::Both | Halves::Migration => Client::default(),
    };
    if let Some((path, text)) = embedded::with(generated.folder.as_deref().and_then(listed), project)? {
        batch.put(path, text);
    }
    if options.write == Write::Files {
        batch.write()?;
    }
    Ok((generated, client))
}

/// A migration that is about to be written, as a service lists it.
fn listed(folder: &Path) -> Option<Listed> {
    let id = folder.file_name()?.to_string_lossy().into_owned();
    Some(Listed { id, files: ["up.sql", "migration.toml"].map(str::to_owned).to_vec() })
}

/// The migration, with its files in the batch.
fn draft(options: &Options<'_>, batch: &mut Batch, project: &Project) -> Outcome<Generated> {
    let context = Context { server: options.server, ..Context::default() };
    let before = load(&Source::Migrations(Location::Disk(project.migrations_path())), project, &context)?;
    let schema = Source::Schema(Location::Disk(project.schema_path()));
    let after = load(&schema, project, &context)?;
    let journal = before.journal.clone().unwrap_or_default();
    let entities = after.entities.clone().unwrap_or_default();
    let hints = after.hints.clone();
    let asking = compare::Options { server: options.server, ..compare::Options::default() };
    let comparison = compare::compare(before, after, &hints, project, asking)?;
    if comparison.diagnostics.has_errors() {
        return Err(Box::new(Failure::of(comparison.diagnostics, comparison.sources)));
    }
    comparison.look_at_code(project);
    if comparison.is_empty() {
        let judgements = comparison.besides(project).into_iter().collect();
        let Comparison { diagnostics, sources, .. } = comparison;
        return Ok(Generated { judgements, diagnostics, sources, ..Generated::default() });
    }
    prove(&comparison, options.proof, project)?;
    let title = title(options.name, &comparison)?;
    let id = timestamp_id(options.now, &title, journal.last().map(|m| &m.id));
    let parent = journal.last().map(|m| m.id.to_string());
    let written = written(&title, id.as_str(), parent, &comparison, &entities)?;
    let folder = project.migrations_path().join(id.as_str());
    written.files().into_iter().for_each(|(name, text)| batch.put(folder.join(name), text.to_owned()));
    let folder = (options.write == Write::Files).then_some(folder);
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

impl Written {
    /// Names and texts.
    pub(crate) fn files(&self) -> [(&'static str, &str); 4] {
        [
            ("up.sql", &self.up),
            ("down.sql", &self.down),
            ("migration.toml", &self.manifest),
            ("README.md", &self.readme),
        ]
    }
}

/// Writes a folder with these files.
pub(crate) fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
) -> Outcome<()> {
    let mut batch = Batch::default();
    files.into_iter().for_each(|(name, text)| batch.put(folder.join(name), text.to_owned()));
    batch.write()
}
