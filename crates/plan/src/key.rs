//! What operations make, leave and need: objects and parts of them, under the names they have afterwards.

use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;

/// An object, or a part of it that lives a life of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The object, by its name afterwards, or before when it goes.
    pub object: ObjectRef,
    /// Which part.
    pub part: Part,
}

/// A part of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The object itself; of a column, its type.
    Whole,
    /// The default of a column.
    Default,
    /// The identity of a column.
    Identity,
    /// That a column refuses NULL.
    NotNull,
    /// The column that owns a sequence.
    Owner,
}

impl Key {
    /// The object itself.
    pub const fn whole(object: ObjectRef) -> Self {
        Self { object, part: Part::Whole }
    }

    /// A part of it.
    pub const fn part(object: ObjectRef, part: Part) -> Self {
        Self { object, part }
    }
}

/// A name that only one object can have at a time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// Tables, views, indexes, sequences of a namespace.
    Relation(QualifiedName),
    /// Types of a namespace; every table and view is one.
    Type(QualifiedName),
    /// Columns of a table.
    Column(QualifiedName, Name),
    /// What fills a column: a default, an identity or an expression.
    Filler(QualifiedName, Name),
    /// Constraints of a table.
    Constraint(QualifiedName, Name),
    /// Functions, by their whole signature.
    Function(ObjectRef),
    /// Namespaces.
    Namespace(Name),
    /// Not a name: the object has stepped aside.
    Aside(ObjectRef),
}

/// The table that a path leads through.
pub fn table_of(object: &ObjectRef) -> Option<ObjectRef> {
    object.table().map(|name| ObjectRef::qualified(ObjectKind::Table, &name))
}

/// The first two names of a path.
pub fn qualified(object: &ObjectRef) -> Option<QualifiedName> {
    match object.path.as_slice() {
        [namespace, name, ..] => Some(QualifiedName { namespace: namespace.clone(), name: name.clone() }),
        _ => None,
    }
}
