//! Models and fields that a client shows, with their Rust types.

use icms_model::entity::{
    Cardinality, ClientDefault, DatabaseDefault, Entity, EntityGraph, EntityId, EntityKind, Field,
    FieldArity, FieldRole, FieldType, Visibility,
};
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use crate::input::{Input, Options, UnknownValues};
use crate::layout::Page;
use crate::rust_type::{Copy, RustType, rust_type};
use crate::scope::Scope;
use crate::{composite, domain, name};

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
    /// The names of the schema's own types.
    pub scope: &'g Scope,
}

impl<'g> Context<'g> {
    /// The model at this place of the graph, if it is shown.
    pub fn find(&self, id: EntityId) -> Option<&'g Shown<'g>> {
        self.all.iter().find(|shown| shown.id == id)
    }

    /// The text with full paths where the schema has a type of the same name.
    pub fn spell(&self, text: &str) -> String {
        self.scope.spell(text)
    }

    /// `#[derive(…)]` of traits with `, ` in between.
    pub fn derive(&self, traits: &str) -> String {
        let traits: Vec<String> = traits.split(", ").map(|name| self.scope.derived(name)).collect();
        self.page.derive(&traits)
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

/// The names of the types that a client of the graph has.
pub fn scope(graph: &EntityGraph) -> Scope {
    let models = graph.graph.node_weights().filter(|entity| is_shown(entity)).map(|entity| &*entity.name);
    let domains = graph.domains.iter().filter(|of| domain::is_shown(of)).map(|of| &*of.name);
    let composites = graph.composites.iter().filter(|of| composite::is_shown(of)).map(|of| &*of.name);
    Scope::new(models, graph.enums.iter().map(|of| &*of.name), domains.chain(composites))
}

/// Every model and view that is shown.
pub fn all<'g>(graph: &'g EntityGraph, options: Options, scope: &Scope) -> Vec<Shown<'g>> {
    let types = Types { graph, scope };
    graph
        .graph
        .node_indices()
        .filter(|&id| is_shown(&graph.graph[id]))
        .map(|id| {
            let entity = &graph.graph[id];
            let shown = entity.fields.iter().enumerate().filter(|(_, f)| is_field_shown(f));
            let fields =
                shown.map(|(at, field)| ShownField { field, at, rust: types.typed(id, at, options) });
            Shown { id, entity, fields: fields.collect(), id_type: types.own_id(id) }
        })
        .collect()
}

/// What the types of fields are decided by.
#[derive(Clone, Copy)]
struct Types<'g, 's> {
    graph: &'g EntityGraph,
    scope: &'s Scope,
}

impl Types<'_, '_> {
    /// The type of a field without newtypes.
    fn plain(self, field: &Field) -> RustType {
        rust_type(field, self.graph, self.scope)
    }

    /// The type of a field: a column of a foreign key has the type of what it refers to.
    fn typed(self, id: EntityId, at: usize, options: Options) -> RustType {
        let entity = &self.graph.graph[id];
        let mut rust = self.plain(&entity.fields[at]);
        if matches!(entity.fields[at].field_type, FieldType::Enum(_)) {
            rust.value = name::seen_from(&entity.name, &rust.value);
            rust.inner.clone_from(&rust.value);
            // An enum that keeps unknown values holds text.
            if options.unknown_values == UnknownValues::Keep {
                rust.copy = Copy::No;
            }
        }
        // A key that refers to itself through others ends after as many steps as there are models.
        if let Some(of) = self.newtype(id, at, self.graph.graph.node_count()) {
            rust.value = name::seen_from(&entity.name, &of);
        }
        rust
    }

    fn newtype(self, id: EntityId, at: usize, steps: usize) -> Option<String> {
        let field = &self.graph.graph[id].fields[at];
        if steps == 0 || field.arity == FieldArity::List {
            return None;
        }
        match referenced(self.graph, id, field) {
            Some((other, other_at)) => {
                let theirs = self.plain(&self.graph.graph[other].fields[other_at]);
                // An `int` may refer to a `bigint`: such a column keeps its own type.
                let same = theirs.value == self.plain(field).value;
                self.newtype(other, other_at, steps - 1).filter(|_| same)
            }
            None => self.own_id(id).filter(|_| self.graph.graph[id].id == [at]),
        }
    }

    /// `UserId`, where the key is one field that refers to nothing.
    fn own_id(self, id: EntityId) -> Option<String> {
        let entity = &self.graph.graph[id];
        let [at] = *entity.id.as_slice() else { return None };
        let field = entity.fields.get(at)?;
        let plain = is_shown(entity)
            && is_field_shown(field)
            && entity.kind == EntityKind::Table
            && !matches!(field.field_type, FieldType::Enum(_))
            && self.plain(field).is_key()
            && referenced(self.graph, id, field).is_none();
        plain.then(|| self.scope.key(&entity.name))
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

impl<'g> Shown<'g> {
    /// `User`
    pub fn structure(&self) -> String {
        name::structure(&self.entity.name)
    }

    /// `NewUser`
    pub fn new_type(&self) -> String {
        name::derived("New", &self.entity.name, "")
    }

    /// `UserPatch`
    pub fn patch_type(&self) -> String {
        name::derived("", &self.entity.name, "Patch")
    }

    /// `User`, as this model's module sees the struct of another.
    pub fn sees(&self, other: &Shown<'_>) -> String {
        name::seen_from(&self.entity.name, &other.structure())
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

    /// The function that sets it.
    pub fn setter(&self) -> String {
        name::setter(&self.field.name)
    }

    /// A parameter that takes its value.
    pub fn parameter(&self) -> String {
        name::parameter(&self.field.name)
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
