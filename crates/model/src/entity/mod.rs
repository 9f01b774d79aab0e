//! The model graph: entities with their fields as nodes, relations as edges. What a client is made from.
//!
//! A [`crate::Schema`] knows tables and columns; this knows what the author calls them.

mod field;
mod relation;
mod user_type;

pub use field::{ClientDefault, DatabaseDefault, Field, FieldArity, FieldRole, FieldType, Scalar};
pub use relation::{Cardinality, Relation, RelationEnd};
pub use user_type::{EntityComposite, EntityDomain, Member};

use icms_sql::Name;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::{QualifiedName, Text};

/// Entities and relations of a schema file.
#[derive(Debug, Clone, Default)]
pub struct EntityGraph {
    /// An edge goes from the side that holds the foreign key to the referenced one; for many-to-many from the
    /// alphabetically first model.
    pub graph: DiGraph<Entity, Relation>,
    /// Enums in the order of the file.
    pub enums: Vec<EntityEnum>,
    /// Domains in the order of the file.
    pub domains: Vec<EntityDomain>,
    /// Composite types in the order of the file.
    pub composites: Vec<EntityComposite>,
}

/// The place of an entity in its graph.
pub type EntityId = NodeIndex;

/// A model or view as its author names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The model's name.
    pub name: Text,
    /// Its table or view.
    pub table: QualifiedName,
    /// Table or view.
    pub kind: EntityKind,
    /// Scalar and enum fields in the order of the file; relation fields are in the edges.
    pub fields: Vec<Field>,
    /// Positions in `fields` of the primary key.
    pub id: Vec<usize>,
    /// Further unique keys.
    pub uniques: Vec<UniqueKey>,
    /// `///`
    pub docs: Option<Text>,
    /// `@@ignore`
    pub visibility: Visibility,
}

/// What an entity is stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A table.
    Table,
    /// A view: read only.
    View,
    /// A view with rows of its own, which are refreshed.
    MaterializedView,
}

/// Whether a client shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Visibility {
    /// It does.
    #[default]
    Shown,
    /// `@ignore`, `@@ignore`: it is in the database only.
    Ignored,
}

/// A unique key of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniqueKey {
    /// `name:` of `@@unique`, for the client only.
    pub name: Option<Text>,
    /// The constraint's or index's name in the database.
    pub constraint: Name,
    /// Positions in `fields`.
    pub fields: Vec<usize>,
}

/// An enum as its author names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityEnum {
    /// The enum's name in the file.
    pub name: Text,
    /// Its type in the database.
    pub database: QualifiedName,
    /// Value names with their database labels.
    pub values: Vec<(Text, Name)>,
    /// `///`
    pub docs: Option<Text>,
}

impl EntityGraph {
    /// The entity of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<EntityId> {
        self.graph.node_indices().find(|&id| &*self.graph[id].name == name)
    }
}
