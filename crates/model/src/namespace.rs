//! Namespaces: PostgreSQL's `SCHEMA`.

use icms_sql::Name;

use crate::{ObjectKind, ObjectRef, SchemaObject, Text};

/// A namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// Its name.
    pub name: Name,
    /// Its comment.
    pub comment: Option<Text>,
}

impl SchemaObject for Namespace {
    type Name = Name;
    const KIND: ObjectKind = ObjectKind::Namespace;

    fn name(&self) -> &Name {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::new(Self::KIND, [self.name.clone()])
    }
}
