//! The generated client: written, and compared with what is there.

mod home;
mod manifest;

use std::path::{Path, PathBuf};

use icms_codegen::{TimeCrate, query};
use icms_diagnostic::{Diagnostic, Diagnostics, Severity, Sources};

use crate::batch::Batch;
use crate::generate::Write;
use crate::queries::{self, Desk};
use crate::scratch::Server;
use crate::{Failure, Outcome, Project, codes};

use home::{Form, Home};
use manifest::Manifest;

/// Which client to make, and how.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The schema; none for the project's.
    pub schema: Option<&'o Path>,
    /// The folder it goes to; none for the project's.
    pub out: Option<&'o Path>,
    /// The crate that it is; none for the project's, or for a module in a folder that is given.
    pub crate_name: Option<&'o str>,
    /// Whether files are written.
    pub write: Write,
    /// Whether a scratch server may be asked about queries.
    pub server: Server,
}

impl Options<'_> {
    /// The client of the project.
    pub(crate) const fn of_project(write: Write, server: Server) -> Self {
        Self { schema: None, out: None, crate_name: None, write, server }
    }
}

/// A client.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Its files.
    pub files: Vec<PathBuf>,
    /// The folder of its crate, when that is new there.
    pub new_crate: Option<PathBuf>,
    /// What it leaves out, and what the manifest of its crate lacks.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

/// The client of a schema: its files, written unless nothing is to be written.
///
/// # Errors
/// A schema with errors, names that two fields would share, queries that no server has described or that one refuses,
/// a place that is somebody else's, files that cannot be written.
pub fn write(options: Options<'_>, project: &Project) -> Outcome<Client> {
    let mut batch = Batch::default();
    let client = draft(options, &mut batch, project)?;
    if options.write == Write::Files {
        batch.write()?;
    }
    Ok(client)
}

/// The client of a schema, with everything that is to be written in the batch.
pub(crate) fn draft(options: Options<'_>, batch: &mut Batch, project: &Project) -> Outcome<Client> {
    let home = Home::of(options.out, options.crate_name, project)?;
    let made = made(&home, options.schema, options.server, project)?;
    if options.write == Write::Files {
        made.files.iter().try_for_each(|(path, text)| insist_on_ours(path, text))?;
    }
    for (path, text) in made.files.iter().chain(&made.manifest) {
        batch.put(path.clone(), text.clone());
    }
    left_over(&home, &made, project).into_iter().for_each(|path| batch.remove(path));
    let is_new = options.write == Write::Files && made.manifest.is_some();
    let new_crate = is_new.then(|| home.folder.clone());
    let files = made.files.into_iter().chain(made.manifest).map(|(path, _)| path).collect();
    let mut diagnostics = made.left_out;
    diagnostics.extend(made.lacks);
    Ok(Client { files, new_crate, diagnostics, sources: made.sources })
}

/// What is written over was written by us, or is empty.
fn insist_on_ours(path: &Path, text: &str) -> Outcome<()> {
    let there = std::fs::read(path).unwrap_or_default();
    let there = String::from_utf8_lossy(&there);
    if there.trim().is_empty() || there == text || is_ours(path, &there) {
        return Ok(());
    }
    let message = format!("{} is no file of a client, and would be written over", path.display());
    Err(Diagnostic::error(codes::FILE_EXISTS, message)
        .help("move it away, or give the client a folder of its own: [client] out in icms.toml")
        .into())
}

/// Whether a file says in its first line that it is generated.
fn is_ours(path: &Path, text: &str) -> bool {
    let header = match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => icms_codegen::HEADER,
        Some("toml") => query::HEADER,
        Some(_) | None => return false,
    };
    text.lines().next() == header.lines().next()
}

/// Files of an earlier client that this one does not have: a model that is gone, a schema that fits into one file.
fn left_over(home: &Home, made: &Made, project: &Project) -> Vec<PathBuf> {
    let list = project.embedded_path();
    let kept =
        |path: &PathBuf| made.files.iter().any(|(current, _)| current == path) || list.as_ref() == Some(path);
    let ours = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| is_ours(path, &text));
    let entries =
        home.folders().into_iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| !kept(path) && ours(path)).collect();
    paths.sort();
    paths
}

/// The client of the project, where `[client]` says that there is one.
///
/// # Errors
/// As [`write()`].
pub fn of_project(writes: Write, server: Server, project: &Project) -> Outcome<Client> {
    if !is_wanted(project) {
        return Ok(Client::default());
    }
    write(Options::of_project(writes, server), project)
}

/// Whether the project has a client.
pub(crate) fn is_wanted(project: &Project) -> bool {
    project.config.client.out.is_some() || project.config.client.crate_name.is_some()
}

/// Where the project's client is not what its schema and queries give. A server is asked only about queries that are not
/// described for this schema.
///
/// # Errors
/// A schema with errors, queries that are not described for it, and that no server can be asked about or one refuses, a
/// place that is somebody else's.
pub fn stale(server: Server, project: &Project) -> Outcome<Diagnostics> {
    let mut found = Diagnostics::default();
    if !is_wanted(project) {
        return Ok(found);
    }
    let home = Home::of(None, None, project)?;
    let made = made(&home, None, server, project)?;
    let differs = |(path, text): &&(PathBuf, String)| {
        std::fs::read_to_string(path).ok().as_deref() != Some(text.as_str())
    };
    let current = made.files.iter().chain(&made.manifest).filter(differs).map(|(path, _)| path.clone());
    for file in current.chain(left_over(&home, &made, project)) {
        let message = format!("{} is not the client of this schema", file.display());
        found.push(Diagnostic::error(codes::CLIENT_STALE, message).help("run `icms generate`"));
    }
    // Such a client does not compile.
    found.extend(made.lacks.into_iter().map(|lack| Diagnostic { severity: Severity::Error, ..lack }));
    Ok(found)
}

/// What a client is written from.
struct Made {
    /// Files that are written anew each time, with their texts.
    files: Vec<(PathBuf, String)>,
    /// The manifest of a crate that has none yet.
    manifest: Option<(PathBuf, String)>,
    /// What a manifest lacks that is there.
    lacks: Vec<Diagnostic>,
    left_out: Diagnostics,
    sources: Sources,
}

fn made(home: &Home, schema: Option<&Path>, server: Server, project: &Project) -> Outcome<Made> {
    let time: TimeCrate = project.config.client.time.into();
    let manifest = match &home.form {
        Form::Module => None,
        Form::Crate(name) => Some((Manifest::of(&home.folder, name)?, name)),
    };
    let Generated { texts, left_out, sources } =
        generated(Desk { out: &home.sources(), schema, server }, time, project)?;
    let used = texts.iter().any(|(_, text)| text.contains(time.home())).then_some(time);
    let files = texts.into_iter().map(|(name, text)| (home.file(&name), text)).collect();
    let lacks = manifest.as_ref().map_or_else(Vec::new, |(manifest, _)| manifest.lacks(time, used));
    let manifest = manifest.and_then(|(manifest, name)| {
        let text = manifest.first(name, time)?;
        Some((manifest.path, text))
    });
    Ok(Made { files, manifest, lacks, left_out, sources })
}

/// What the generator gives.
struct Generated {
    /// Names and texts.
    texts: Vec<(String, String)>,
    left_out: Diagnostics,
    sources: Sources,
}

fn generated(desk: Desk<'_>, time: TimeCrate, project: &Project) -> Outcome<Generated> {
    let mut compiled = crate::compile::at(desk.schema, project)?;
    let queries = queries::all(desk, &mut compiled, project)?;
    let lowered = &compiled.lowered;
    let input = icms_codegen::Input {
        graph: &lowered.entities,
        schema: &lowered.schema,
        place: &|object| lowered.origins.get(object),
        queries: &queries,
        options: icms_codegen::Options { unknown_values: project.config.client.unknown_values.into(), time },
    };
    let mut texts = icms_codegen::client(input)
        .map_err(|diagnostics| Failure::of(diagnostics, compiled.sources.clone()))?;
    texts.extend(queries::kept(&queries, &compiled));
    let left_out = icms_codegen::left_out(&compiled.lowered.entities);
    Ok(Generated { texts, left_out, sources: compiled.sources })
}
