//! The schema while it is being put together: everything by oid.

use icms_model::{
    Column, DataType, IdentityKind, ObjectRef, QualifiedName, Schema, Table, Text, Unmanaged, View,
};
use icms_sql::Name;

use crate::names::Names;
use crate::operator_class::OperatorClasses;
use icms_sql::hash::Map;

/// The schema so far, and what later kinds look up by oid.
#[derive(Default)]
pub struct Draft {
    /// What is finished.
    pub schema: Schema,
    /// Names seen.
    pub names: Names,
    /// The namespaces asked for.
    pub namespaces: Map<u32, Name>,
    /// Comments by catalogue, oid and column.
    pub comments: Map<(u32, u32, i32), Text>,
    /// Tables and views.
    pub relations: Map<u32, Relation>,
    /// Types by oid and modifier.
    pub types: Map<(u32, i32), KnownType>,
    /// Collations by oid.
    pub collations: Map<u32, QualifiedName>,
    /// Operator classes by oid.
    pub operator_classes: OperatorClasses,
    /// Parameters of operator classes by index and key.
    pub key_options: Map<(u32, i16), Vec<(Text, Text)>>,
    /// Indexes behind constraints.
    pub keys: Map<u32, KeyIndex>,
    /// Functions.
    pub functions: Map<u32, ObjectRef>,
    /// What objects use, by catalogue and oid.
    pub depends: Map<(u32, u32), Vec<ObjectRef>>,
}

/// A type with what its columns have unless they say otherwise.
pub struct KnownType {
    /// The type.
    pub data_type: DataType,
    /// Its collation, zero for none.
    pub collation: u32,
    /// Its storage.
    pub storage: char,
}

/// What a constraint reads from its index.
pub struct KeyIndex {
    /// `INCLUDE`.
    pub include: Vec<Name>,
    /// How NULLs compare.
    pub nulls: icms_model::NullsDistinct,
}

/// A table or view.
pub struct Relation {
    /// What it becomes.
    pub body: Body,
    /// Its columns by number, once sorted.
    pub attributes: Vec<Attribute>,
}

/// What a relation becomes.
pub enum Body {
    /// A table of ours.
    Table(Table),
    /// A view of ours.
    View(View),
    /// A table of another shape: it is listed as unmanaged, its members nowhere.
    Other(Unmanaged, QualifiedName),
    /// A ledger, or a table outside the namespaces asked for: not listed at all.
    Hidden(QualifiedName),
}

/// A column with what only the catalogue knows.
pub struct Attribute {
    /// `attnum`
    pub number: i16,
    /// Its type and modifier.
    pub data_type: (u32, i32),
    /// Its collation.
    pub collation: u32,
    /// Whether it is an identity.
    pub identity: Option<IdentityKind>,
    /// The column.
    pub column: Column,
}

impl Relation {
    /// Without columns yet.
    pub const fn new(body: Body) -> Self {
        Self { body, attributes: Vec::new() }
    }

    /// Its name.
    pub const fn name(&self) -> &QualifiedName {
        match &self.body {
            Body::Table(table) => &table.name,
            Body::View(view) => &view.name,
            Body::Other(_, name) | Body::Hidden(name) => name,
        }
    }

    /// The table of ours that it is.
    pub const fn table(&mut self) -> Option<&mut Table> {
        match &mut self.body {
            Body::Table(table) => Some(table),
            Body::View(_) | Body::Other(..) | Body::Hidden(_) => None,
        }
    }

    /// The column with this number.
    pub fn attribute(&self, number: i16) -> Option<&Attribute> {
        self.attributes.get(self.slot(number)?)
    }

    /// The column with this number, to change it.
    pub fn attribute_mut(&mut self, number: i16) -> Option<&mut Attribute> {
        let slot = self.slot(number)?;
        self.attributes.get_mut(slot)
    }

    /// Without dropped columns the number says where it is.
    fn slot(&self, number: i16) -> Option<usize> {
        let guess = usize::try_from(number).ok()?.checked_sub(1)?;
        match self.attributes.get(guess) {
            Some(attribute) if attribute.number == number => Some(guess),
            Some(_) | None => self.attributes.binary_search_by_key(&number, |a| a.number).ok(),
        }
    }

    /// The names of columns by number.
    pub fn column_names(&self, numbers: &[i16]) -> Vec<Name> {
        numbers.iter().filter_map(|&n| Some(self.attribute(n)?.column.name.clone())).collect()
    }
}

impl Draft {
    /// A name in one of the namespaces asked for.
    pub fn qualified(&mut self, namespace: u32, name: &str) -> Option<QualifiedName> {
        let namespace = self.namespaces.get(&namespace)?.clone();
        Some(QualifiedName { namespace, name: self.names.name(name) })
    }

    /// The comment on an object.
    pub fn comment(&self, class: u32, oid: u32) -> Option<Text> {
        self.comments.get(&(class, oid, 0)).cloned()
    }

    /// What an object uses, sorted.
    pub fn depends(&mut self, class: u32, oid: u32) -> Vec<ObjectRef> {
        self.depends.remove(&(class, oid)).unwrap_or_default()
    }

    /// The tables of other shapes.
    pub fn other_tables(&self) -> impl Iterator<Item = u32> {
        self.relations.iter().filter(|(_, r)| matches!(r.body, Body::Other(..))).map(|(&oid, _)| oid)
    }

    /// The table of ours with this oid.
    pub fn table(&mut self, oid: u32) -> Option<&mut Table> {
        self.relations.get_mut(&oid)?.table()
    }
}
