//! A database, or any other source, as the text of a schema file.

use std::path::Path;

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_model::Hints;
use icms_model::entity::EntityGraph;
use icms_render::{Changed, Known, LeftOut, Options, follow, render};
use icms_syntax::Dialect;

use crate::batch::Batch;
use crate::codes;
use crate::load::{Context, Loaded};
use crate::source::{SchemaFile, SchemaFiles, read_schema};
use crate::{Location, Outcome, Project, Source, compare, compile, load};

/// What to write, and as what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'r> {
    /// The source; without it the configured database.
    pub source: Option<&'r str>,
    /// An older schema whose names, order and comments are kept.
    pub like: Option<&'r Path>,
    /// Where the text goes, for the language that its name says.
    pub out: Option<&'r Path>,
}

/// The text of a schema file.
#[derive(Debug, Clone, Default)]
pub struct Pulled {
    /// The text.
    pub text: String,
    /// What the language has no words for.
    pub left_out: Vec<LeftOut>,
    /// What is remarkable about the source.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

/// Whether a file that is there may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is.
    Kept,
    /// `--force`, or it was read as the older schema.
    Replaced,
}

/// Makes the text.
///
/// # Errors
/// A source that cannot be loaded, an older schema with errors.
pub fn text(request: &Request<'_>, project: &Project) -> Outcome<Pulled> {
    let source = match request.source {
        Some(text) => Source::parse(text, project)?,
        None => Source::Database(Box::new(project.require_database()?)),
    };
    let loaded = load(&source, project, &Context::default())?;
    let dialect = dialect(request);
    let Some(like) = request.like else {
        let rendered = render(&loaded.schema, &Options { dialect, known: &Known::default() });
        return Ok(pulled(rendered.text, rendered.left_out, &loaded));
    };
    let old = older(like, dialect, project)?;
    let known = Known::new(old.loaded.entities.as_ref().unwrap_or(&EntityGraph::default()));
    let rendered = render(&loaded.schema, &Options { dialect, known: &known });
    let result = pulled(String::new(), rendered.left_out.clone(), &loaded);
    let hints = Hints::default();
    let comparison = compare::compare(old.loaded, loaded, &hints, project, compare::Options::default())?;
    let schemas = comparison.schemas.as_ref();
    let changed = Changed::new(comparison.changes().iter().map(|change| change.object(schemas)));
    Ok(Pulled { text: follow(&old.text, &rendered, &changed, dialect), ..result })
}

fn pulled(text: String, left_out: Vec<LeftOut>, loaded: &Loaded) -> Pulled {
    Pulled { text, left_out, diagnostics: loaded.diagnostics.clone(), sources: loaded.sources.clone() }
}

/// The older schema, all its files as one text.
struct Older {
    text: String,
    loaded: Loaded,
}

fn older(like: &Path, dialect: Dialect, project: &Project) -> Outcome<Older> {
    let read = read_schema(&Location::Disk(like.to_path_buf()), project)?;
    let texts: Vec<&str> = read.sources.iter().map(|(_, source)| &*source.text).collect();
    let text = texts.join("\n");
    let mut one = SchemaFiles::default();
    one.files.push(SchemaFile { id: one.sources.add(like.display().to_string(), text.as_str()), dialect });
    let compiled = compile::files(one, project, None)?;
    let mut schema = compiled.lowered.schema;
    project.narrow(&mut schema.scope);
    let loaded = Loaded { schema, entities: Some(compiled.lowered.entities), ..Loaded::default() };
    Ok(Older { text, loaded })
}

/// The language of the file that will be written, else of the one that it follows.
fn dialect(request: &Request<'_>) -> Dialect {
    let name = request.out.or(request.like);
    match name.and_then(Path::extension) {
        Some(extension) if extension == "prisma" => Dialect::Prisma,
        Some(_) | None => Dialect::Icms,
    }
}

/// Writes the text to a file, at once or not at all.
///
/// # Errors
/// A file that is there and is kept, a folder that cannot be written to.
pub fn write(path: &Path, text: &str, existing: Existing) -> Outcome<()> {
    if existing == Existing::Kept && path.exists() {
        let message = format!("{} is there already", path.display());
        let help = "write over it with --force, or follow it with --like";
        return Err(Diagnostic::error(codes::FILE_EXISTS, message).help(help).into());
    }
    Batch::of(path.to_path_buf(), text.to_owned()).write()
}
