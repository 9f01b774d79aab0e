//! Views and materialized views, as verbatim queries with their dependencies.

use icms_sql::Name;

use crate::{DataType, Expr, Index, ObjectKind, ObjectRef, QualifiedName, SchemaObject, Text};

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: QualifiedName,
    /// Computed on read or kept.
    pub kind: ViewKind,
    /// The query, without a closing semicolon.
    pub query: Expr,
    /// Output columns, when known: from the catalogue, or written in parentheses after the name.
    pub columns: Vec<Name>,
    /// Types of the output columns, when known; they follow from the query and are not compared.
    pub types: Vec<DataType>,
    /// `WITH (…)`, sorted by name: `security_invoker`, `check_option`.
    pub options: Vec<(Text, Text)>,
    /// Tables, columns, views, functions and types it reads, sorted: what must not change under it.
    pub depends: Vec<ObjectRef>,
    /// Indexes of a materialized view.
    pub indexes: Vec<Index>,
    /// Its comment.
    pub comment: Option<Text>,
}

/// Which kind of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewKind {
    /// `VIEW`
    Plain,
    /// `MATERIALIZED VIEW`
    Materialized,
}

impl SchemaObject for View {
    type Name = QualifiedName;
    const KIND: ObjectKind = ObjectKind::View;

    fn name(&self) -> &QualifiedName {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::qualified(Self::KIND, &self.name)
    }
}
