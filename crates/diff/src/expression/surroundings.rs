//! What canonical forms need to know of the schema around an expression.

use std::borrow::Cow;

use icms_model::{QualifiedName, Schema, Table};
use icms_sql::{Context, Name, Qualified, TypeKind};

/// The schema and table around an expression, and the type that its place wants.
pub(crate) struct Surroundings<'s> {
    schema: &'s Schema,
    table: Option<&'s Table>,
    home: Name,
    wanted: Option<String>,
}

impl<'s> Surroundings<'s> {
    /// The table's own namespace is where its types are looked up first.
    pub(crate) fn of_table(schema: &'s Schema, table: &'s Table, wanted: Option<String>) -> Self {
        Self { schema, table: Some(table), home: table.name.namespace.clone(), wanted }
    }

    pub(crate) fn of_query(schema: &'s Schema) -> Self {
        Self { schema, table: None, home: schema.home(), wanted: None }
    }
}

impl Surroundings<'_> {
    fn named(&self, relation: &Qualified) -> QualifiedName {
        let namespace = relation.schema.as_ref().map_or_else(|| self.default_namespace(), Name::as_str);
        QualifiedName::new(namespace, relation.name.clone())
    }
}

impl Context for Surroundings<'_> {
    fn column_type(&self, relation: Option<&Qualified>, column: &str) -> Option<Cow<'_, str>> {
        let table = match (relation, self.table) {
            (Some(relation), None) => self.schema.tables.named(&self.named(relation))?,
            (Some(relation), Some(table)) if table.name.name != relation.name => return None,
            (_, table) => table?,
        };
        Some(Cow::Owned(table.column(column)?.data_type.to_string()))
    }

    fn columns(&self, relation: &Qualified) -> Option<Vec<Name>> {
        let name = self.named(relation);
        if let Some(table) = self.schema.tables.named(&name) {
            return Some(table.columns.iter().map(|c| c.name.clone()).collect());
        }
        let view = self.schema.views.named(&name)?;
        (!view.columns.is_empty()).then(|| view.columns.clone())
    }

    fn expected_type(&self) -> Option<Cow<'_, str>> {
        self.wanted.as_deref().map(Cow::Borrowed)
    }

    fn type_kind(&self, schema: Option<&str>, name: &str) -> TypeKind {
        let name = QualifiedName::new(schema.unwrap_or_else(|| self.default_namespace()), name);
        if self.schema.enums.find(&name).is_some() {
            return TypeKind::Enumeration;
        }
        if self.schema.tables.find(&name).is_some() || self.schema.views.find(&name).is_some() {
            return TypeKind::Composite;
        }
        TypeKind::Base
    }

    fn default_namespace(&self) -> &str {
        self.home.as_str()
    }
}
