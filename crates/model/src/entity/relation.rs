//! Relations between entities.

use icms_sql::Name;

use crate::{QualifiedName, Text};

/// A relation; its edge starts at the entity that holds the foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// `@relation("…")`
    pub name: Option<Text>,
    /// The field on the side where the edge starts.
    pub from: Option<RelationEnd>,
    /// The field on the side where the edge ends.
    pub to: Option<RelationEnd>,
    /// How many belong together.
    pub cardinality: Cardinality,
}

/// The relation field of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationEnd {
    /// The field's name.
    pub field: Text,
    /// Whether it must be there, for a single one.
    pub arity: super::FieldArity,
    /// `///`
    pub docs: Option<Text>,
    /// `@ignore`
    pub visibility: super::Visibility,
}

/// How many belong together, and through which columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cardinality {
    /// The start has at most one end, and the end at most one start.
    OneToOne {
        /// Column at the start, column at the end.
        columns: Vec<(Name, Name)>,
    },
    /// Many starts share one end.
    ManyToOne {
        /// Column at the start, column at the end.
        columns: Vec<(Name, Name)>,
    },
    /// Through a join table with columns `A` (the start) and `B` (the end).
    ManyToMany {
        /// The join table.
        table: QualifiedName,
    },
}
