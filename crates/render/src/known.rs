//! What an older file calls things.

use std::collections::BTreeMap;

use icms_model::entity::{Cardinality, EntityGraph, EntityKind};
use icms_model::{ObjectKind, QualifiedName};
use icms_sql::Name;

/// Names of an older file by names in the database.
#[derive(Debug, Clone, Default)]
pub struct Known {
    blocks: BTreeMap<(ObjectKind, QualifiedName), String>,
    members: BTreeMap<(QualifiedName, Name), String>,
    relations: BTreeMap<(QualifiedName, Vec<Name>, QualifiedName), KnownRelation>,
    joins: BTreeMap<QualifiedName, KnownRelation>,
}

/// What an older file calls a relation and its two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownRelation {
    /// `@relation("…")`
    pub name: Option<String>,
    /// The field with the key.
    pub from: Option<String>,
    /// The field of the other side.
    pub to: Option<String>,
}

impl Known {
    /// The names in a compiled schema.
    #[must_use]
    pub fn new(entities: &EntityGraph) -> Self {
        let mut known = Self::default();
        for entity in entities.graph.node_weights() {
            let kind = match entity.kind {
                EntityKind::Table => ObjectKind::Table,
                EntityKind::View | EntityKind::MaterializedView => ObjectKind::View,
            };
            known.blocks.insert((kind, entity.table.clone()), entity.name.to_string());
            for field in &entity.fields {
                known.members.insert((entity.table.clone(), field.column.clone()), field.name.to_string());
            }
        }
        for found in &entities.enums {
            known.blocks.insert((ObjectKind::Enum, found.database.clone()), found.name.to_string());
            for (name, label) in &found.values {
                known.members.insert((found.database.clone(), label.clone()), name.to_string());
            }
        }
        known.relations(entities);
        known
    }

    /// What else is known of a table: its model. What a file says goes first.
    pub fn add(&mut self, table: &QualifiedName, model: &str) {
        let taken = self.blocks.values().any(|known| known == model);
        let key = (ObjectKind::Table, table.clone());
        if !taken && !self.blocks.contains_key(&key) {
            self.blocks.insert(key, model.to_owned());
        }
    }

    /// What else is known of a column: its field. What a file says goes first.
    pub fn add_field(&mut self, table: &QualifiedName, column: &str, field: &str) {
        self.members.entry((table.clone(), Name::new(column))).or_insert_with(|| field.to_owned());
    }

    fn relations(&mut self, entities: &EntityGraph) {
        for edge in entities.graph.edge_indices() {
            let (Some(relation), Some((from, to))) =
                (entities.graph.edge_weight(edge), entities.graph.edge_endpoints(edge))
            else {
                continue;
            };
            let said = KnownRelation {
                name: relation.name.as_deref().map(str::to_owned),
                from: relation.from.as_ref().map(|end| end.field.to_string()),
                to: relation.to.as_ref().map(|end| end.field.to_string()),
            };
            match &relation.cardinality {
                Cardinality::ManyToMany { table } => {
                    self.joins.insert(table.clone(), said);
                }
                Cardinality::OneToOne { columns } | Cardinality::ManyToOne { columns } => {
                    let own: Vec<Name> = columns.iter().map(|(own, _)| own.clone()).collect();
                    let tables = (&entities.graph[from].table, &entities.graph[to].table);
                    self.relations.insert((tables.0.clone(), own, tables.1.clone()), said);
                }
            }
        }
    }

    pub(crate) fn block(&self, kind: ObjectKind, name: &QualifiedName) -> Option<&str> {
        self.blocks.get(&(kind, name.clone())).map(String::as_str)
    }

    pub(crate) fn member(&self, owner: &QualifiedName, name: &Name) -> Option<&str> {
        self.members.get(&(owner.clone(), name.clone())).map(String::as_str)
    }

    pub(crate) fn relation(
        &self,
        from: &QualifiedName,
        columns: &[Name],
        to: &QualifiedName,
    ) -> Option<&KnownRelation> {
        self.relations.get(&(from.clone(), columns.to_vec(), to.clone()))
    }

    pub(crate) fn join(&self, table: &QualifiedName) -> Option<&KnownRelation> {
        self.joins.get(table)
    }
}
