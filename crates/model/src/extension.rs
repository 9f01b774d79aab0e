//! Extensions.

use icms_sql::Name;

use crate::{ObjectKind, ObjectRef, SchemaObject, Text};

/// An installed extension. Its own objects are never part of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Its name.
    pub name: Name,
    /// Where its objects live; none when the author did not say.
    pub namespace: Option<Name>,
    /// The version; none when the author did not say.
    pub version: Option<Text>,
    /// Its comment, unless it is the extension's own.
    pub comment: Option<Text>,
}

impl SchemaObject for Extension {
    type Name = Name;
    const KIND: ObjectKind = ObjectKind::Extension;

    fn name(&self) -> &Name {
        &self.name
    }

    fn path(&self) -> ObjectRef {
        ObjectRef::new(Self::KIND, [self.name.clone()])
    }
}
