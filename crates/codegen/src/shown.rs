//! Models and fields that a client shows, with their Rust types.

use icms_model::entity::{
    Cardinality, ClientDefault, DatabaseDefault, Entity, EntityGraph, EntityId, EntityKind, Field,
    FieldArity, FieldRole, FieldType, Visibility,
};
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use crate::input::{Input, Options, UnknownValues};
use crate::layout::Page;
use crate::name;
use crate::rust_type::{Copy, RustType, rust_type};

/// A field that the client shows.
pub struct ShownField<'g> {
    /// The field.
    pub field: &'g Field,
    /// Its place among all fields of the entity.
    pub at: usize,
    /// Its Rust type.
    pub rust: RustType,
}

/// A model or view that the client shows.
pub struct Shown<'g> {
    /// Where it stands in the graph.
    pub id: EntityId,
    /// The model.
    pub entity: &'g Entity,
    /// Its fields that are shown.
    pub fields: Vec<ShownField<'g>>,
    /// The name of its own id type, if its key is one field of its own.
    pub id_type: Option<String>,
}

/// Everything a part needs to write its text.
#[derive(Clone, Copy)]
pub struct Context<'g> {
    /// What the client is made from.
    pub input: Input<'g>,
    /// Models and views in the order of the file.
    pub all: &'g [Shown<'g>],
    /// How wide lines may be.
    pub page: Page,
}

impl<'g> Context<'g> {
    /// The model at this place of the graph, if it is shown.
    pub fn find(&self, id: EntityId) -> Option<&'g Shown<'g>> {
        self.all.iter().find(|shown| shown.id == id)
    }

    /// What the project decides.
    pub const fn options(&self) -> Options {
        self.input.options
    }
}

/// Whether a client shows an entity.
fn is_shown(entity: &Entity) -> bool {
    entity.visibility == Visibility::Shown && entity.fields.iter().any(is_field_shown)
}

fn is_field_shown(field: &Field) -> bool {
    field.visibility == Visibility::Shown && field.field_type != FieldType::Unsupported
}

/// Every model and view that is shown.
pub fn all(graph: &EntityGraph, options: Options) -> Vec<Shown<'_>> {
    graph
        .graph
        .node_indices()
        .filter(|&id| is_shown(&graph.graph[id]))
        .map(|id| {
            let entity = &graph.graph[id];
            let shown = entity.fields.iter().enumerate().filter(|(_, f)| is_field_shown(f));
            let fields =
                shown.map(|(at, field)| ShownField { field, at, rust: typed(graph, id, at, options) });
            Shown { id, entity, fields: fields.collect(), id_type: own_id(graph, id) }
        })
        .collect()
}

/// The type of a field: a column of a foreign key has the type of what it refers to.
fn typed(graph: &EntityGraph, id: EntityId, at: usize, options: Options) -> RustType {
    let field = &graph.graph[id].fields[at];
    let mut rust = rust_type(field, graph);
    // An enum that keeps unknown values holds text.
    if matches!(field.field_type, FieldType::Enum(_)) && options.unknown_values == UnknownValues::Keep {
        rust.copy = Copy::No;
    }
    // A key that refers to itself through others ends after as many steps as there are models.
    if let Some(of) = newtype(graph, id, at, graph.graph.node_count()) {
        rust.value = of;
    }
    rust
}

fn newtype(graph: &EntityGraph, id: EntityId, at: usize, steps: usize) -> Option<String> {
    let field = &graph.graph[id].fields[at];
    if steps == 0 || field.arity == FieldArity::List {
        return None;
    }
    match referenced(graph, id, field) {
        Some((other, other_at)) => {
            let theirs = rust_type(&graph.graph[other].fields[other_at], graph);
            // An `int` may refer to a `bigint`: such a column keeps its own type.
            let same = theirs.value == rust_type(field, graph).value;
            newtype(graph, other, other_at, steps - 1).filter(|_| same)
        }
        None => own_id(graph, id).filter(|_| graph.graph[id].id == [at]),
    }
}

/// The field that a column of a foreign key refers to.
fn referenced(graph: &EntityGraph, id: EntityId, field: &Field) -> Option<(EntityId, usize)> {
    let mut edges: Vec<_> = graph.graph.edges_directed(id, Direction::Outgoing).collect();
    // The graph hands edges out newest first.
    edges.reverse();
    edges.into_iter().find_map(|edge| {
        let columns = match &edge.weight().cardinality {
            Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => columns,
            Cardinality::ManyToMany { .. } => return None,
        };
        let (_, theirs) = columns.iter().find(|(own, _)| *own == field.column)?;
        let other = &graph.graph[edge.target()];
        let at = other.fields.iter().position(|f| f.column == *theirs)?;
        (is_shown(other) && (edge.target() != id || other.fields[at].column != field.column))
            .then_some((edge.target(), at))
    })
}

/// `UserId`, where the key is one field that refers to nothing.
fn own_id(graph: &EntityGraph, id: EntityId) -> Option<String> {
    let entity = &graph.graph[id];
    let [at] = *entity.id.as_slice() else { return None };
    let field = entity.fields.get(at)?;
    let plain = is_shown(entity)
        && is_field_shown(field)
        && entity.kind == EntityKind::Table
        && !matches!(field.field_type, FieldType::Enum(_))
        && rust_type(field, graph).is_key()
        && referenced(graph, id, field).is_none();
    plain.then(|| format!("{}Id", name::structure(&entity.name)))
}

impl<'g> Shown<'g> {
    /// `User`
    pub fn structure(&self) -> String {
        name::structure(&self.entity.name)
    }

    /// `user`
    pub fn module(&self) -> String {
        name::module(&self.entity.name)
    }

    /// The fields of a key, if the client shows all of them.
    pub fn parts(&self, key: &[usize]) -> Option<Vec<&ShownField<'g>>> {
        if key.is_empty() {
            return None;
        }
        key.iter().map(|at| self.fields.iter().find(|f| f.at == *at)).collect()
    }

    /// The field of this column.
    pub fn by_column(&self, column: &icms_sql::Name) -> Option<&ShownField<'g>> {
        self.fields.iter().find(|f| f.field.column == *column)
    }

    /// The field of this role.
    pub fn role(&self, role: FieldRole) -> Option<&ShownField<'g>> {
        self.fields.iter().find(|f| f.field.role == role)
    }

    /// Whether rows can be written.
    pub fn is_table(&self) -> bool {
        self.entity.kind == EntityKind::Table
    }
}

impl ShownField<'_> {
    /// `created_at`
    pub fn ident(&self) -> String {
        name::field(&self.field.name)
    }

    /// `CREATED_AT`
    pub fn constant(&self) -> String {
        name::constant(&self.field.name)
    }

    /// `"created_at"`
    pub fn quoted(&self) -> String {
        quoted(self.field.column.as_str())
    }

    /// Whether somebody else than the client's user decides about its value.
    pub fn is_made(&self) -> bool {
        self.field.database_default == DatabaseDefault::Always
            || self.field.client_default == Some(ClientDefault::UpdatedAt)
    }
}

/// A quoted identifier: in generated SQL every name is.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table, qualified and quoted.
pub fn table(name: &icms_model::QualifiedName) -> String {
    format!("{}.{}", quoted(name.namespace.as_str()), quoted(name.name.as_str()))
}
