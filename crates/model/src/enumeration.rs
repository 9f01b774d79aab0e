//! Enumerated types.

use icms_sql::Name;

use crate::{ObjectKind, ObjectRef, QualifiedName, SchemaObject, Text};

/// An enumerated type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Its name.
    pub name: QualifiedName,
    /// Its values in sort order.
    pub values: Vec<Name>,
    /// Its comment.
    pub comment: Option<Text>,
}

impl SchemaObject for Enum {
    type Name = QualifiedName;
    const KIND: ObjectKind = ObjectKind::Enum;

    fn name(&self) -> &QualifiedName {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::qualified(Self::KIND, &self.name)
    }
}
