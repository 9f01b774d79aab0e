//! What an object is, and how it is named from outside.

use std::fmt;
use std::hash::Hash;

use icms_sql::Name;

use crate::Path;

/// What an arena is indexed by.
pub trait ObjectName: Clone + Eq + Hash + Ord + fmt::Display {}

/// An object that lives in an arena of a [`crate::Schema`].
pub trait SchemaObject: Clone {
    /// How it is named within its kind.
    type Name: ObjectName;
    /// Its kind.
    const KIND: ObjectKind;
    /// Its name.
    fn name(&self) -> &Self::Name;
    /// Its path for people and findings.
    fn path(&self) -> ObjectRef;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// Every kind of object the model has words for. One column of files through all layers each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ObjectKind { $($(#[$doc])* $variant,)* }

        impl ObjectKind {
            /// All kinds, in dependency order: what comes first can exist without what follows.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it in output: `foreign key`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

kinds! {
    /// PostgreSQL's `SCHEMA`.
    Namespace = "namespace",
    /// An installed extension.
    Extension = "extension",
    /// An enumerated type.
    Enum = "enum",
    /// A sequence.
    Sequence = "sequence",
    /// A table.
    Table = "table",
    /// A column of a table.
    Column = "column",
    /// A primary key.
    PrimaryKey = "primary key",
    /// A unique constraint.
    Unique = "unique",
    /// A check constraint of a table.
    Check = "check",
    /// An index that no constraint owns.
    Index = "index",
    /// A foreign key.
    ForeignKey = "foreign key",
    /// A function or procedure.
    Function = "function",
    /// A view or materialized view.
    View = "view",
    /// The comment on another object.
    Comment = "comment",
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A name within a namespace.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QualifiedName {
    /// The namespace. The one without a name is whichever the search path leads to (see [`crate::Schema::bare`]).
    pub namespace: Name,
    /// The name in it.
    pub name: Name,
}

impl QualifiedName {
    /// `namespace.name`.
    pub fn new(namespace: impl Into<Name>, name: impl Into<Name>) -> Self {
        Self { namespace: namespace.into(), name: name.into() }
    }

    /// Another name in the same namespace.
    pub fn sibling(&self, name: impl Into<Name>) -> Self {
        Self { namespace: self.namespace.clone(), name: name.into() }
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.namespace.as_str().is_empty() {
            return write!(f, "{}", self.name);
        }
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// An object by kind and path, independent of any schema: what findings and reports name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectRef {
    /// Its kind.
    pub kind: ObjectKind,
    /// From the outermost name inwards: `[public, users, email]` for a column.
    pub path: Path,
}

impl ObjectRef {
    /// From the outermost name inwards.
    pub fn new<N: Into<Name>>(kind: ObjectKind, path: impl IntoIterator<Item = N>) -> Self {
        Self { kind, path: path.into_iter().map(Into::into).collect() }
    }

    /// An object directly in a namespace.
    #[must_use]
    pub fn qualified(kind: ObjectKind, name: &QualifiedName) -> Self {
        Self { kind, path: [name.namespace.clone(), name.name.clone()].into() }
    }

    /// A member (column, constraint, index …) of a table.
    #[must_use]
    pub fn member(kind: ObjectKind, table: &QualifiedName, name: &Name) -> Self {
        Self { kind, path: [table.namespace.clone(), table.name.clone(), name.clone()].into() }
    }

    /// The table that a table, column, constraint or index belongs to.
    #[must_use]
    pub fn table(&self) -> Option<QualifiedName> {
        match (self.kind, self.path.as_slice()) {
            (ObjectKind::Table, [namespace, name]) | (_, [namespace, name, _]) => {
                Some(QualifiedName { namespace: namespace.clone(), name: name.clone() })
            }
            _ => None,
        }
    }
}

impl fmt::Display for ObjectRef {
    /// `column public.users.email`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.kind)?;
        let named = self.path.iter().skip_while(|name| name.as_str().is_empty());
        for (i, name) in named.enumerate() {
            let dot = if i == 0 { "" } else { "." };
            write!(f, "{dot}{name}")?;
        }
        Ok(())
    }
}
