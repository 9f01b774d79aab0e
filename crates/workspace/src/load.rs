//! A source → the schema it stands for.

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostics, Sources};
use icms_journal::Journal;
use icms_model::entity::EntityGraph;
use icms_model::{Hints, Schema, Target};
use icms_sql::Name;

use crate::scratch::Server;
use crate::source::{loose_scripts, read_folders, read_schema, read_script};
use crate::{Location, Outcome, Project, Source, compile, dev, history, misplaced, portable};

/// A source, loaded.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The schema.
    pub schema: Schema,
    /// Renames that schema files declare.
    pub hints: Hints,
    /// The model graph, for schema files.
    pub entities: Option<EntityGraph>,
    /// As written, for schema files.
    pub files: Vec<icms_syntax::ast::File>,
    /// The history, for migrations.
    pub journal: Option<Journal>,
    /// The server it runs on, for databases.
    pub target: Option<Target>,
    /// The database, for databases.
    pub url: Option<Url>,
    /// What is remarkable.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
}

/// What loading may use.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Whether a scratch server may be asked.
    pub server: Server,
    /// Where unqualified names of schema files live (ruling 10).
    pub namespace: Option<Name>,
}

/// Loads a source.
///
/// # Errors
/// Unreadable files, errors in them, a database that cannot be reached or read.
pub fn load(source: &Source, project: &Project, context: &Context) -> Outcome<Loaded> {
    match source {
        Source::Empty => {
            let schema = Schema::empty_in(portable::home(context.namespace.as_ref(), project));
            Ok(Loaded { schema, ..Loaded::default() })
        }
        Source::Schema(location) => schema(location, project, context),
        Source::Script(location) => script(location, project, context),
        Source::Migrations(location) => {
            let (journal, mut diagnostics) = Journal::read(read_folders(location, project)?);
            let folder = location.path();
            let last = journal.last().map(|m| m.id.clone());
            let loose = loose_scripts(location)?;
            diagnostics.extend(loose.iter().map(|name| misplaced::loose(name, last.as_ref(), folder)));
            history::load(journal, diagnostics, folder, project, context)
        }
        Source::Database(url) => database(&project.at_home((**url).clone())?),
        Source::Development => database(&dev::start(project)?),
    }
}

fn schema(location: &Location, project: &Project, context: &Context) -> Outcome<Loaded> {
    let compiled = compile::files(read_schema(location, project)?, project, context.namespace.clone())?;
    let lowered = compiled.lowered;
    let mut schema = lowered.schema;
    project.narrow(&mut schema.scope);
    Ok(Loaded {
        schema,
        hints: lowered.hints,
        entities: Some(lowered.entities),
        files: compiled.files,
        diagnostics: lowered.diagnostics,
        sources: compiled.sources,
        ..Loaded::default()
    })
}

fn script(location: &Location, project: &Project, context: &Context) -> Outcome<Loaded> {
    let (name, text) = read_script(location, project)?;
    let mut course = history::Course::new(project, context);
    course.apply(name, &text);
    course.finish()
}

/// Introspects a database.
pub fn database(url: &Url) -> Outcome<Loaded> {
    let mut session = Session::open(url, Purpose::Read)?;
    let options = icms_introspect::Options {
        namespaces: (!url.schemas().is_empty()).then(|| url.schemas().iter().map(Name::new).collect()),
    };
    let mut schema = icms_introspect::introspect(&mut session, &options)?.schema;
    if let Some(home) = url.home() {
        schema.bare_queries(&Name::new(home));
    }
    Ok(Loaded {
        schema,
        target: Some(Target { major: u16::try_from(session.version().major).unwrap_or(u16::MAX) }),
        url: Some(url.clone()),
        ..Loaded::default()
    })
}
