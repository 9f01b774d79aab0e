//! What of a project's code a change of the schema reaches: items of the generated client, and queries of one's own. They
//! are named at the findings that they belong to.
//!
//! Where one side is no schema file, the one that was committed stands for it, or else it is written as one that follows
//! the other: so its models have the same names.

use std::borrow::Cow;

use icms_classify::{Class, DataLoss, OldClient, Subject};
use icms_codegen::query::{self, Named, Query};
use icms_codegen::{Input, ItemChange, item_changes};
use icms_diagnostic::{FileId, Sources};
use icms_diff::{Answers, diff};
use icms_journal::FieldNames;
use icms_model::entity::{Cardinality, EntityGraph};
use icms_model::{Hints, ObjectKind, ObjectRef, Pair, QualifiedName, Schema};
use icms_render::{Changed, Known, follow, render};
use icms_report::{Item, Judgement, QueryUse};
use icms_syntax::Dialect;

use crate::load::{Context, Loaded};
use crate::source::{SchemaFile, SchemaFiles};
use crate::{Location, Project, Source, client, compile, load, queries, source};

/// A side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Side<'s> {
    /// What is there.
    pub schema: &'s Schema,
    /// Its models, where it is a schema file.
    pub entities: Option<&'s EntityGraph>,
    /// The file.
    pub written: Option<&'s Written>,
    /// What its author called things, where migrations keep it.
    pub names: Option<&'s FieldNames>,
}

/// Schema files as one text.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    text: String,
    dialect: Dialect,
}

impl Written {
    /// The files of a source, if it has some.
    pub fn of(loaded: &Loaded) -> Option<Self> {
        let text = joined(loaded.files.iter().map(|file| file.id), &loaded.sources);
        loaded.files.first().map(|file| Self { text, dialect: file.dialect })
    }
}

/// The texts of files as one.
fn joined(files: impl Iterator<Item = FileId>, sources: &Sources) -> String {
    let texts = files.filter_map(|file| sources.get(file));
    texts.map(|source| &*source.text).collect::<Vec<_>>().join("\n")
}

/// What a change of the schema reaches.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    client: Vec<ItemChange>,
    /// Queries with what they name of the schema before.
    queries: Vec<(Query, Vec<Named>)>,
    sources: Sources,
}

/// What a change reaches; nothing in a project without a client, or where nothing says what models are called. At
/// `revision` the schema may be the one before.
pub(crate) fn between(before: Side<'_>, after: Side<'_>, revision: &str, project: &Project) -> Option<Reach> {
    if !client::is_wanted(project) {
        return None;
    }
    let committed = before.entities.is_none().then(|| committed(before.schema, revision, project)).flatten();
    let old = committed.map(Cow::Owned).or_else(|| graph(before, after, project))?;
    let new = graph(after, before, project)?;
    let options = icms_codegen::Options {
        unknown_values: project.config.client.unknown_values.into(),
        time: project.config.client.time.into(),
    };
    let input = |graph, schema| Input { graph, schema, place: &|_| None, queries: &[], options };
    let client = item_changes(input(&old, before.schema), input(&new, after.schema));
    let mut sources = Sources::default();
    // Files that cannot be read are named where the client is made.
    let read = queries::read(&mut sources, project).unwrap_or_default();
    let named = |query: Query| {
        let named = query::names(&query, before.schema, &old);
        (query, named)
    };
    Some(Reach { client, queries: read.into_iter().map(named).collect(), sources })
}

/// What a change of the file reaches that is none of the database, such as fields that change places.
pub(crate) fn besides(before: Side<'_>, after: Side<'_>, revision: &str, project: &Project) -> Option<Reach> {
    let now = after.written.filter(|_| client::is_wanted(project))?;
    let is_same = match before.written {
        Some(before) => before.text == now.text,
        None => committed_text(revision, project).is_none_or(|before| before == now.text),
    };
    if is_same { None } else { between(before, after, revision, project) }
}

/// The text of the project's schema file at a revision.
fn committed_text(revision: &str, project: &Project) -> Option<String> {
    let path = project.config.schema.display().to_string();
    let location = Location::Git { revision: revision.to_owned(), path };
    let read = source::read_schema(&location, project).ok()?;
    Some(joined(read.files.iter().map(|file| file.id), &read.sources))
}

/// The models of the project's schema file at a revision, if it says just this.
fn committed(schema: &Schema, revision: &str, project: &Project) -> Option<EntityGraph> {
    let path = project.config.schema.display().to_string();
    if !source::exists_at(&project.root, revision, &path) {
        return None;
    }
    let location = Location::Git { revision: revision.to_owned(), path };
    let loaded = load(&Source::Schema(location), project, &Context::default()).ok()?;
    let schemas = Pair::new(&loaded.schema, schema);
    let is_same = diff(schemas, &Hints::default(), &Answers::default()).changes.is_empty();
    loaded.entities.filter(|_| is_same)
}

/// The models of a side.
fn graph<'s>(of: Side<'s>, like: Side<'_>, project: &Project) -> Option<Cow<'s, EntityGraph>> {
    of.entities
        .map_or_else(|| followed(of, like, project).map(Cow::Owned), |graph| Some(Cow::Borrowed(graph)))
}

/// The models that a schema has where a file is brought up to it.
fn followed(of: Side<'_>, like: Side<'_>, project: &Project) -> Option<EntityGraph> {
    let (entities, written) = (like.entities?, like.written?);
    let known = known(entities, of.names);
    let rendered = render(of.schema, &icms_render::Options { dialect: written.dialect, known: &known });
    let schemas = Pair::new(like.schema, of.schema);
    let changes = diff(schemas, &Hints::default(), &Answers::default()).changes;
    let changed = Changed::new(changes.iter().map(|change| change.object(schemas)));
    let text = follow(&written.text, &rendered, &changed, written.dialect);
    let mut files = SchemaFiles::default();
    let id = files.sources.add("schema", text);
    files.files.push(SchemaFile { id, dialect: written.dialect });
    let mut graph = compile::files(files, project, None).ok()?.lowered.entities;
    forget_guesses(&mut graph, entities);
    Some(graph)
}

/// What a relation was called is known from a schema file only: where there is none, nothing is said about it.
fn forget_guesses(graph: &mut EntityGraph, known: &EntityGraph) {
    let ends = |graph: &EntityGraph, edge| {
        let (from, to) = graph.graph.edge_endpoints(edge)?;
        let tables = (graph.graph[from].table.clone(), graph.graph[to].table.clone());
        let columns = match &graph.graph[edge].cardinality {
            Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => columns.clone(),
            Cardinality::ManyToMany { .. } => Vec::new(),
        };
        Some((tables, columns))
    };
    let said: Vec<_> = known.graph.edge_indices().filter_map(|edge| ends(known, edge)).collect();
    let guessed: Vec<_> = graph
        .graph
        .edge_indices()
        .filter(|edge| ends(graph, *edge).is_none_or(|ends| !said.contains(&ends)))
        .collect();
    for edge in guessed {
        let relation = &mut graph.graph[edge];
        (relation.from, relation.to) = (None, None);
    }
}

/// What models and fields are called: as the file says, else as the migrations remember.
fn known(entities: &EntityGraph, names: Option<&FieldNames>) -> Known {
    let mut known = Known::new(entities);
    let Some(names) = names else { return known };
    let table = |model: &str| {
        let (namespace, name) = names.models.get(model)?.split_once('.')?;
        Some(QualifiedName::new(namespace, name))
    };
    for (model, table) in names.models.keys().filter_map(|model| Some((model, table(model)?))) {
        known.add(&table, model);
    }
    for (path, column) in &names.fields {
        let field = path.split_once('.').and_then(|(model, field)| Some((table(model)?, field)));
        if let Some((table, field)) = field {
            known.add_field(&table, column, field);
        }
    }
    known
}

impl Reach {
    /// What becomes of the client where no script is judged, as what the file does.
    pub fn alone(self, project: &Project) -> Option<Judgement> {
        let file = project.config.schema.display().to_string();
        (!self.client.is_empty()).then(|| Judgement { file, client: self.client, ..Judgement::default() })
    }

    /// Names at each finding what it reaches; what belongs to none stands behind the last script.
    pub fn note(&self, judgements: &mut [Judgement]) {
        for change in &self.client {
            match nearest(change, judgements) {
                Some((judgement, item)) => {
                    judgements[judgement].items[item].touched.client.push(change.clone());
                }
                None => {
                    if let Some(last) = judgements.last_mut() {
                        last.client.push(change.clone());
                    }
                }
            }
        }
        for item in judgements.iter_mut().flat_map(|judgement| &mut judgement.items) {
            item.touched.queries = self.uses(item);
        }
    }

    /// The queries that name what a finding takes away or changes.
    fn uses(&self, item: &Item) -> Vec<QueryUse> {
        let Subject::Object(object) = &item.finding.subject else { return Vec::new() };
        if !matters(item, object.kind) {
            return Vec::new();
        }
        let one = |(query, named): &(Query, Vec<Named>)| {
            let named = named.iter().find(|named| is_named(object, named))?;
            let file = self.sources.get(named.span.file)?;
            let (line, _) = self.sources.position(named.span);
            Some(QueryUse { query: query.name.clone(), file: file.name.to_string(), line })
        };
        self.queries.iter().filter_map(one).collect()
    }
}

/// Whether a finding means something to statements that name its object.
fn matters(item: &Item, kind: ObjectKind) -> bool {
    let finding = &item.finding;
    let breaks = finding.old_client != OldClient::Works || finding.data_loss != DataLoss::None;
    match kind {
        ObjectKind::Column => breaks || finding.class != Class::Safe || !item.touched.client.is_empty(),
        ObjectKind::Table | ObjectKind::View => breaks,
        ObjectKind::Namespace
        | ObjectKind::Extension
        | ObjectKind::Enum
        | ObjectKind::Sequence
        | ObjectKind::PrimaryKey
        | ObjectKind::Unique
        | ObjectKind::Check
        | ObjectKind::Index
        | ObjectKind::ForeignKey
        | ObjectKind::Function
        | ObjectKind::Comment => false,
    }
}

fn is_named(object: &ObjectRef, named: &Named) -> bool {
    let (namespace, name) = (&named.relation.namespace, &named.relation.name);
    match object.path.as_slice() {
        [of, relation] => of == namespace && relation == name,
        [of, relation, column] => {
            of == namespace && relation == name && named.column.as_ref() == Some(column)
        }
        _ => false,
    }
}

/// The finding that a change of the client belongs to: that of the nearest object, else one about the same table.
fn nearest(change: &ItemChange, judgements: &[Judgement]) -> Option<(usize, usize)> {
    let exact = change.objects.iter().find_map(|object| worst(judgements, |other| other == object));
    let tables = || change.objects.first().and_then(ObjectRef::table);
    exact.or_else(|| {
        tables().and_then(|table| worst(judgements, |other| other.table().as_ref() == Some(&table)))
    })
}

/// The worst finding about such an object, the first of several.
fn worst(judgements: &[Judgement], is: impl Fn(&ObjectRef) -> bool) -> Option<(usize, usize)> {
    let mut found: Option<((Class, OldClient), (usize, usize))> = None;
    for (at, judgement) in judgements.iter().enumerate() {
        for (item, of) in judgement.items.iter().enumerate() {
            let Subject::Object(object) = &of.finding.subject else { continue };
            let badness = (of.finding.class, of.finding.old_client);
            if is(object) && found.is_none_or(|(known, _)| badness > known) {
                found = Some((badness, (at, item)));
            }
        }
    }
    found.map(|(_, place)| place)
}
