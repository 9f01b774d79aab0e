//! Copyable cursors: an id together with its schema.

use std::ops::Deref;

use crate::{Arena, Id, Schema, SchemaObject};

/// An object and the schema around it. Derefs to the object where the schema knows its arena.
#[derive(Debug, Clone, Copy)]
pub struct Walker<'s, I> {
    /// The schema around it.
    pub schema: &'s Schema,
    /// The object.
    pub id: I,
}

impl<'s, I> Walker<'s, I> {
    /// At this object.
    #[must_use]
    pub const fn new(schema: &'s Schema, id: I) -> Self {
        Self { schema, id }
    }
}

/// Which arena of a schema holds a kind.
pub trait InSchema: SchemaObject {
    /// That arena.
    fn arena(schema: &Schema) -> &Arena<Self>;
    /// That arena, to change it.
    fn arena_mut(schema: &mut Schema) -> &mut Arena<Self>;
}

macro_rules! arenas {
    ($($kind:ident $field:ident,)*) => {
        $(impl InSchema for crate::$kind {
            fn arena(schema: &Schema) -> &Arena<Self> {
                &schema.$field
            }

            fn arena_mut(schema: &mut Schema) -> &mut Arena<Self> {
                &mut schema.$field
            }
        })*
    };
}

arenas! {
    Namespace namespaces,
    Extension extensions,
    Enum enums,
    Sequence sequences,
    Table tables,
    Function functions,
    View views,
}

impl<T: InSchema> Deref for Walker<'_, Id<T>> {
    type Target = T;

    fn deref(&self) -> &T {
        &T::arena(self.schema)[self.id]
    }
}
