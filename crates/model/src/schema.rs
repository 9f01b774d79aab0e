//! A whole schema: everything that is compared.

use icms_sql::Name;

use crate::arena::Arena;
use crate::{
    Enum, Extension, Function, Id, Member, Namespace, Scope, Sequence, Table, Unmanaged, View, Walker,
};

/// Everything in one database, script, history or schema file, in one form. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Namespaces, `public` included where it exists.
    pub namespaces: Arena<Namespace>,
    /// Extensions, `plpgsql` excluded.
    pub extensions: Arena<Extension>,
    /// Enums.
    pub enums: Arena<Enum>,
    /// Sequences, those of identity columns excluded.
    pub sequences: Arena<Sequence>,
    /// Tables with their members.
    pub tables: Arena<Table>,
    /// Functions and procedures.
    pub functions: Arena<Function>,
    /// Views and materialized views.
    pub views: Arena<View>,
    /// What is there and has no words here.
    pub unmanaged: std::sync::Arc<Vec<Unmanaged>>,
    /// What this schema speaks about.
    pub scope: Scope,
}

/// Ids of the arenas.
pub type NamespaceId = Id<Namespace>;
/// Ids of the arenas.
pub type ExtensionId = Id<Extension>;
/// Ids of the arenas.
pub type EnumId = Id<Enum>;
/// Ids of the arenas.
pub type SequenceId = Id<Sequence>;
/// Ids of the arenas.
pub type TableId = Id<Table>;
/// Ids of the arenas.
pub type FunctionId = Id<Function>;
/// Ids of the arenas.
pub type ViewId = Id<View>;

/// A member of a table by kind and name: `MemberId<Column>`. Valid in one schema only.
pub struct MemberId<M> {
    /// The table.
    pub table: TableId,
    /// The member's name.
    pub name: Name,
    of: std::marker::PhantomData<fn() -> M>,
}

impl<M> MemberId<M> {
    /// The member of this name.
    pub const fn new(table: TableId, name: Name) -> Self {
        Self { table, name, of: std::marker::PhantomData }
    }
}

impl<M> Clone for MemberId<M> {
    fn clone(&self) -> Self {
        Self::new(self.table, self.name.clone())
    }
}
impl<M> PartialEq for MemberId<M> {
    fn eq(&self, other: &Self) -> bool {
        self.table == other.table && self.name == other.name
    }
}
impl<M> Eq for MemberId<M> {}
impl<M> std::fmt::Debug for MemberId<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}.{}", self.table, self.name)
    }
}

impl Schema {
    /// A fresh `template0` database: the namespace `public` and nothing else (ruling 2).
    #[must_use]
    pub fn empty() -> Self {
        Self::empty_in(Name::new("public"))
    }

    /// An empty namespace and nothing else.
    #[must_use]
    pub fn empty_in(namespace: Name) -> Self {
        let mut schema = Self::default();
        schema.namespaces.insert(Namespace { name: namespace, comment: None });
        schema
    }

    /// Where unqualified names lead: `public`, or the one namespace of a schema without it.
    #[must_use]
    pub fn home(&self) -> Name {
        let mut names = self.namespaces.iter().map(|(_, namespace)| &namespace.name);
        match (names.next(), names.next()) {
            (Some(only), None) => only.clone(),
            _ => Name::new("public"),
        }
    }

    /// A copyable view of one object with the schema around it.
    #[must_use]
    pub const fn walk<I>(&self, id: I) -> Walker<'_, I> {
        Walker::new(self, id)
    }

    /// The member with this id.
    #[must_use]
    pub fn member<M: Member>(&self, id: &MemberId<M>) -> Option<&M> {
        self.tables.get(id.table)?.find(id.name.as_str())
    }

    /// Adds to the list of what has no words here.
    pub fn note_unmanaged(&mut self, object: Unmanaged) {
        std::sync::Arc::make_mut(&mut self.unmanaged).push(object);
    }
}
