//! The tables, views and functions that a statement can name.

use icms_model::entity::{EntityGraph, EntityKind, Field, FieldArity};
use icms_model::{Builtin, Category, DataType, QualifiedName, Schema, TypeName};

use super::super::Nulls;
use super::scope::{Column, Origin};

/// What there is in the database.
#[derive(Clone, Copy)]
pub struct Catalogue<'c> {
    /// Tables and functions.
    pub schema: &'c Schema,
    /// What the author says about views, of which the catalogue knows no NOT NULL.
    pub graph: &'c EntityGraph,
}

impl Catalogue<'_> {
    /// The columns of a table or view in order, if it is known.
    pub fn columns(&self, relation: &QualifiedName) -> Option<Vec<Column>> {
        let column = |name: &icms_sql::Name, nulls| Column {
            name: name.to_string(),
            nulls,
            origin: Some((relation.clone(), name.clone())),
        };
        if let Some(table) = self.schema.tables.named(relation) {
            let nulls = |not_null| if not_null { Nulls::Never } else { Nulls::Maybe };
            return Some(table.columns.iter().map(|c| column(&c.name, nulls(c.not_null))).collect());
        }
        let entity =
            self.graph.graph.node_weights().find(|e| e.kind == EntityKind::View && e.table == *relation);
        let declared = |field: &Field| match field.arity {
            FieldArity::Required => Nulls::Never,
            FieldArity::Optional | FieldArity::List => Nulls::Maybe,
        };
        let fields = entity.map_or(&[][..], |entity| &entity.fields);
        match self.schema.views.named(relation).filter(|view| !view.columns.is_empty()) {
            Some(view) => {
                let nulls = |name: &icms_sql::Name| {
                    fields.iter().find(|f| f.column == *name).map_or(Nulls::Maybe, declared)
                };
                Some(view.columns.iter().map(|name| column(name, nulls(name))).collect())
            }
            None => entity.map(|_| fields.iter().map(|f| column(&f.column, declared(f))).collect()),
        }
    }

    /// Whether the schema has functions of this name, which may stand for PostgreSQL's own.
    pub fn has_function(&self, name: &str) -> bool {
        self.schema.functions.iter().any(|(_, function)| function.signature.name.name.as_str() == name)
    }

    /// Whether a column holds text.
    pub fn is_text(&self, origin: &Origin) -> bool {
        self.builtin(origin).is_some_and(|builtin| builtin.category() == Category::String)
    }

    /// Whether a column holds JSON.
    pub fn is_json(&self, origin: &Origin) -> bool {
        matches!(self.builtin(origin), Some(Builtin::Json | Builtin::Jsonb))
    }

    fn builtin(&self, (relation, column): &Origin) -> Option<Builtin> {
        let table = self.schema.tables.named(relation)?;
        match &table.column(column.as_str())?.data_type {
            DataType { name: TypeName::Builtin(builtin), .. } => Some(*builtin),
            DataType { name: TypeName::Named(_), .. } => None,
        }
    }
}
