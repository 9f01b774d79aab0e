//! The generated client: written, and compared with what is there.

use std::path::{Path, PathBuf};

use icms_codegen::query;
use icms_diagnostic::{Diagnostics, Sources};

use crate::generate::Write;
use crate::queries::{self, Desk};
use crate::scratch::Server;
use crate::{Failure, Outcome, Project};

/// Which client to make, and how.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The schema; none for the project's.
    pub schema: Option<&'o Path>,
    /// The folder it goes to; none for the project's.
    pub out: Option<&'o Path>,
    /// Whether files are written.
    pub write: Write,
    /// Whether a scratch server may be asked about queries.
    pub server: Server,
}

/// A client.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Its files.
    pub files: Vec<PathBuf>,
    /// What it leaves out.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

/// The client of a schema: its files, written unless nothing is to be written.
///
/// # Errors
/// A schema with errors, names that two fields would share, queries that no server has described or that one refuses,
/// files that cannot be written.
pub fn write(options: Options<'_>, project: &Project) -> Outcome<Client> {
    let configured = || project.config.client.out.as_ref().map(|out| project.path(out));
    let Some(out) = options.out.map(Path::to_path_buf).or_else(configured) else {
        return Err(Box::new(Failure::usage(
            "say where the client goes: --out <dir>, or [client] out in icms.toml",
        )));
    };
    let made = made(Desk { out: &out, schema: options.schema, server: options.server }, project)?;
    let mut paths = Vec::with_capacity(made.files.len());
    for (name, text) in made.files {
        let path = out.join(name);
        if options.write == Write::Files
            && std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str())
        {
            let parent = path.parent().unwrap_or(&out);
            std::fs::create_dir_all(parent).map_err(|e| Failure::file(parent, &e))?;
            std::fs::write(&path, text).map_err(|e| Failure::file(&path, &e))?;
        }
        paths.push(path);
    }
    if options.write == Write::Files {
        for path in left_over(&out, &paths, project) {
            std::fs::remove_file(&path).map_err(|e| Failure::file(&path, &e))?;
        }
    }
    Ok(Client { files: paths, diagnostics: made.diagnostics, sources: made.sources })
}

/// Files of an earlier client that this one does not have: a model that is gone, a schema that fits into one file.
fn left_over(out: &Path, current: &[PathBuf], project: &Project) -> Vec<PathBuf> {
    let list = project.embedded_path();
    let kept = |path: &PathBuf| current.contains(path) || list.as_ref() == Some(path);
    let header = |path: &Path| match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => Some(icms_codegen::HEADER),
        Some("toml") => Some(query::HEADER),
        Some(_) | None => None,
    };
    let ours = |path: &PathBuf| {
        header(path).is_some_and(|head| std::fs::read_to_string(path).is_ok_and(|t| t.starts_with(head)))
    };
    let entries = std::fs::read_dir(out).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| !kept(path) && ours(path)).collect();
    paths.sort();
    paths
}

/// The client of the project, where `[client] out` says so.
///
/// # Errors
/// As [`write()`].
pub fn of_project(writes: Write, server: Server, project: &Project) -> Outcome<Client> {
    if project.config.client.out.is_none() {
        return Ok(Client::default());
    }
    write(Options { schema: None, out: None, write: writes, server }, project)
}

/// Files of the project's client that are not what its schema and queries give. No server is asked.
///
/// # Errors
/// A schema with errors, queries that are not described for it.
pub fn stale(project: &Project) -> Outcome<Vec<PathBuf>> {
    let Some(out) = &project.config.client.out else { return Ok(Vec::new()) };
    let out = project.path(out);
    let files = made(Desk { out: &out, schema: None, server: Server::Forbidden }, project)?.files;
    let current: Vec<PathBuf> = files.iter().map(|(name, _)| out.join(name)).collect();
    let stale = files.into_iter().filter(|(name, text)| {
        std::fs::read_to_string(out.join(name)).ok().as_deref() != Some(text.as_str())
    });
    let mut wrong: Vec<PathBuf> = stale.map(|(name, _)| out.join(name)).collect();
    wrong.extend(left_over(&out, &current, project));
    Ok(wrong)
}

/// What a client is written from.
struct Made {
    /// Names and texts.
    files: Vec<(String, String)>,
    diagnostics: Diagnostics,
    sources: Sources,
}

fn made(desk: Desk<'_>, project: &Project) -> Outcome<Made> {
    let mut compiled = crate::compile::at(desk.schema, project)?;
    let queries = queries::all(desk, &mut compiled, project)?;
    let lowered = &compiled.lowered;
    let input = icms_codegen::Input {
        graph: &lowered.entities,
        schema: &lowered.schema,
        place: &|object| lowered.origins.get(object),
        queries: &queries,
        options: icms_codegen::Options {
            unknown_values: project.config.client.unknown_values.into(),
            time: project.config.client.time.into(),
        },
    };
    let mut files = icms_codegen::client(input)
        .map_err(|diagnostics| Failure::of(diagnostics, compiled.sources.clone()))?;
    files.extend(queries::kept(&queries, &compiled));
    let diagnostics = icms_codegen::left_out(&compiled.lowered.entities);
    Ok(Made { files, diagnostics, sources: compiled.sources })
}
