//! What needs what within one schema: named edges, one file per kind.

mod check;
mod column;
mod enumeration;
mod extension;
pub mod foreign_key;
mod function;
pub mod index;
mod primary_key;
mod sequence;
mod table;
mod unique;
mod view;

use std::collections::BTreeSet;
use std::fmt;

use icms_model::{ObjectKind, ObjectRef, QualifiedName, Schema, SchemaObject, Table};
use icms_sql::Name;
use icms_sql::hash::Map;

use crate::key::{Key, Part};
use crate::mentions::mentions;
use crate::region::Region;

/// One thing needs another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// What cannot be without the other.
    pub user: Key,
    /// The other.
    pub used: Key,
    /// Why.
    pub reason: Reason,
}

/// Everything that needs something, and who is in need of what where functions may stand between.
pub struct Edges {
    /// In the order in which they were found.
    pub list: Vec<Dependency>,
    /// Places in the list by what is used; empty when no function needs anything.
    users: Map<Key, Vec<usize>>,
}

impl Edges {
    /// Of these dependencies.
    pub fn new(list: Vec<Dependency>) -> Self {
        let mut users: Map<Key, Vec<usize>> = Map::default();
        if list.iter().any(|dependency| dependency.user.object.kind == ObjectKind::Function) {
            for (at, dependency) in list.iter().enumerate() {
                users.entry(dependency.used.clone()).or_default().push(at);
            }
        }
        Self { list, users }
    }

    /// Who needs something, in a schema with functions that need something.
    pub fn users(&self, used: &Key) -> impl Iterator<Item = &Key> {
        self.users.get(used).into_iter().flatten().filter_map(|&at| Some(&self.list.get(at)?.user))
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $basis:ident $text:literal,)*) => {
        /// Why something comes before something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $variant,)* }

        impl Reason {
            /// Whether it is certain, or read out of a text that may not mean it.
            pub const fn basis(self) -> Basis {
                match self { $(Self::$variant => Basis::$basis,)* }
            }
        }

        impl fmt::Display for Reason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $text,)* })
            }
        }
    };
}

/// What an edge rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The catalogue would record it.
    Certain,
    /// A text mentions the name.
    Mentioned,
}

reasons! {
    /// Everything stands in a namespace.
    Namespace Certain "an object needs its namespace",
    /// Types and functions may come from an extension.
    Extension Mentioned "what an extension brings can be used everywhere",
    /// A column has a type.
    Type Certain "a column needs its type",
    /// A member stands in a table.
    Table Certain "a member needs its table",
    /// Constraints, indexes, sequences stand on columns.
    Column Certain "a constraint or index needs its columns",
    /// An expression names a column.
    ColumnMentioned Mentioned "an expression names a column",
    /// An expression names a function.
    FunctionMentioned Mentioned "an expression names a function",
    /// An expression names an enum.
    TypeMentioned Mentioned "an expression names a type",
    /// A default belongs to a column.
    Default Certain "a default needs its column",
    /// A default takes values from a sequence.
    Sequence Certain "a default needs its sequence",
    /// A sequence belongs to a column.
    Owner Certain "an owned sequence needs its column",
    /// Keys and identities refuse NULL.
    NotNull Certain "a key needs its columns to refuse NULL",
    /// A foreign key points at a key.
    ReferencedKey Certain "a foreign key needs its referenced key",
    /// A view reads tables, columns, views, functions.
    Reads Certain "a view needs what it reads",
    /// A function has arguments and a result.
    Signature Certain "a function needs the types of its signature",
    /// What goes and comes back, goes first.
    Remade Certain "the old one goes before the new one comes",
    /// Names are unique.
    NameTaken Certain "a name must be free before it is taken",
    /// Statements name things as they are called at that time.
    FinalName Certain "a thing is renamed before it is altered under its new name",
    /// What is altered must be there.
    Needed Certain "what is altered must be there",
    /// A function's text names something.
    SignatureMentioned Mentioned "a signature names a relation or type",
}

/// A schema with its names at hand.
pub struct World<'s> {
    /// The schema.
    pub schema: &'s Schema,
    functions: Map<&'s str, Vec<ObjectRef>>,
    enums: Map<&'s str, Vec<ObjectRef>>,
    relations: Map<&'s str, Vec<ObjectRef>>,
    sequences: Map<&'s str, Vec<ObjectRef>>,
    found: Vec<Dependency>,
}

/// Everything that needs something in a schema, as far as the region reaches.
pub fn dependencies(schema: &Schema, region: &Region) -> Vec<Dependency> {
    let mut world = World::new(schema);
    extension::edges(&mut world);
    enumeration::edges(&mut world);
    sequence::edges(&mut world);
    for (_, table) in schema.tables.iter().filter(|(_, table)| region.concerns(table)) {
        table::edges(&mut world, table);
        column::edges(&mut world, table);
        primary_key::edges(&mut world, table);
        unique::edges(&mut world, table);
        check::edges(&mut world, table);
        index::edges(&mut world, table);
        foreign_key::edges(&mut world, table);
    }
    function::edges(&mut world);
    view::edges(&mut world);
    world.found
}

impl<'s> World<'s> {
    fn new(schema: &'s Schema) -> Self {
        let mut functions: Map<&str, Vec<ObjectRef>> = Map::default();
        for (_, f) in schema.functions.iter() {
            functions.entry(f.signature.name.name.as_str()).or_default().push(f.path());
        }
        let mut enums: Map<&str, Vec<ObjectRef>> = Map::default();
        for (_, e) in schema.enums.iter() {
            enums.entry(e.name.name.as_str()).or_default().push(e.path());
        }
        let mut relations: Map<&str, Vec<ObjectRef>> = Map::default();
        // Only signatures of functions speak of relations.
        if !functions.is_empty() {
            for (_, t) in schema.tables.iter() {
                relations.entry(t.name.name.as_str()).or_default().push(t.path());
            }
            for (_, v) in schema.views.iter() {
                relations.entry(v.name.name.as_str()).or_default().push(v.path());
            }
        }
        let mut sequences: Map<&str, Vec<ObjectRef>> = Map::default();
        for (_, s) in schema.sequences.iter() {
            sequences.entry(s.name.name.as_str()).or_default().push(s.path());
        }
        Self { schema, functions, enums, relations, sequences, found: Vec::new() }
    }

    fn add(&mut self, user: Key, used: Key, reason: Reason) {
        if user != used {
            self.found.push(Dependency { user, used, reason });
        }
    }

    fn lives_in(&mut self, object: &ObjectRef, namespace: &Name) {
        let used = Key::whole(ObjectRef::new(ObjectKind::Namespace, [namespace.clone()]));
        self.add(Key::whole(object.clone()), used, Reason::Namespace);
    }

    /// A member needs its table and these columns of it.
    fn stands_on<'n>(
        &mut self,
        user: &ObjectRef,
        table: &QualifiedName,
        columns: impl IntoIterator<Item = &'n Name>,
    ) {
        let whole = ObjectRef::qualified(ObjectKind::Table, table);
        self.add(Key::whole(user.clone()), Key::whole(whole), Reason::Table);
        for column in columns {
            let used = Key::whole(ObjectRef::member(ObjectKind::Column, table, column));
            self.add(Key::whole(user.clone()), used, Reason::Column);
        }
    }

    /// An expression over a table needs what it names.
    fn reads(&mut self, user: &Key, table: &Table, text: &str) {
        let names = mentions(text);
        for column in table.columns.iter().filter(|c| names.contains(c.name.as_str())) {
            let used = ObjectRef::member(ObjectKind::Column, &table.name, &column.name);
            self.add(user.clone(), Key::whole(used), Reason::ColumnMentioned);
        }
        self.calls(user, &names);
    }

    /// A text needs the functions and types it names.
    fn calls(&mut self, user: &Key, names: &BTreeSet<String>) {
        for name in names {
            for function in self.functions.get(name.as_str()).cloned().unwrap_or_default() {
                self.add(user.clone(), Key::whole(function), Reason::FunctionMentioned);
            }
            for enumeration in self.enums.get(name.as_str()).cloned().unwrap_or_default() {
                self.add(user.clone(), Key::whole(enumeration), Reason::TypeMentioned);
            }
        }
    }

    /// A named type, when it is an enum of this schema.
    fn enumeration(&self, name: &QualifiedName) -> Option<ObjectRef> {
        self.schema.enums.find(name).map(|_| ObjectRef::qualified(ObjectKind::Enum, name))
    }
}

fn column_key(table: &QualifiedName, column: &Name, part: Part) -> Key {
    Key::part(ObjectRef::member(ObjectKind::Column, table, column), part)
}
