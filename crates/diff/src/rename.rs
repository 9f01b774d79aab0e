//! The renames that hold between two schemas: names before ↔ names after.

mod resolve;

use std::collections::{BTreeMap, BTreeSet};

use icms_model::{DataType, ObjectKind, ObjectRef, Pair, QualifiedName, TypeName};
use icms_sql::Name;

pub(crate) use resolve::resolve;

/// Renames by path, both ways. Whatever is not listed keeps its name, in its namespace or table under that one's
/// new name.
#[derive(Debug, Default)]
pub(crate) struct Renames {
    after: BTreeMap<ObjectRef, ObjectRef>,
    before: BTreeMap<ObjectRef, ObjectRef>,
    tables_with_renamed_columns: BTreeSet<QualifiedName>,
}

impl Renames {
    pub(crate) fn is_empty(&self) -> bool {
        self.after.is_empty()
    }

    /// Adds a rename by the paths on both sides.
    pub(crate) fn add(&mut self, paths: Pair<ObjectRef>) {
        if let (ObjectKind::Column, Some(table)) = (paths.before.kind, paths.before.table()) {
            self.tables_with_renamed_columns.insert(table);
        }
        self.after.insert(paths.before.clone(), paths.after.clone());
        self.before.insert(paths.after, paths.before);
    }

    /// All renames of a kind, in the order of their old paths.
    pub(crate) fn of(&self, kind: ObjectKind) -> impl Iterator<Item = Pair<&ObjectRef>> {
        self.after.iter().filter(move |(old, _)| old.kind == kind).map(|(old, new)| Pair::new(old, new))
    }

    /// Whether columns of this table (as it was named before) are renamed.
    pub(crate) fn touches_columns(&self, table: &QualifiedName) -> bool {
        self.tables_with_renamed_columns.contains(table)
    }

    /// What a namespace is called after.
    pub(crate) fn namespace_after(&self, before: &Name) -> Name {
        namespace(&self.after, before)
    }

    /// What a namespace was called before.
    pub(crate) fn namespace_before(&self, after: &Name) -> Name {
        namespace(&self.before, after)
    }

    /// Whether two names differ at most by the new name of their namespace.
    pub(crate) fn same_place(&self, names: Pair<&QualifiedName>) -> bool {
        names.before.name == names.after.name
            && self.namespace_after(&names.before.namespace) == names.after.namespace
    }

    /// What an object is called after.
    pub(crate) fn object_after(&self, kind: ObjectKind, before: &QualifiedName) -> QualifiedName {
        object(&self.after, kind, before)
    }

    /// What an object was called before.
    pub(crate) fn object_before(&self, kind: ObjectKind, after: &QualifiedName) -> QualifiedName {
        object(&self.before, kind, after)
    }

    /// What a member is called after; the table is named as it was before.
    pub(crate) fn member_after(&self, kind: ObjectKind, table: &QualifiedName, before: &Name) -> Name {
        member(&self.after, kind, table, before)
    }

    /// What a member was called before; the table is named as it is after.
    pub(crate) fn member_before(&self, kind: ObjectKind, table: &QualifiedName, after: &Name) -> Name {
        member(&self.before, kind, table, after)
    }

    /// Whether two lists of columns of one table (as it was named before) are the same columns.
    pub(crate) fn same_columns(&self, table: &QualifiedName, columns: Pair<&[Name]>) -> bool {
        columns.before.len() == columns.after.len()
            && columns.before.iter().zip(columns.after).all(|(b, a)| self.same_column(table, b, a))
    }

    /// Whether two columns of one table (as it was named before) are the same one.
    pub(crate) fn same_column(&self, table: &QualifiedName, before: &Name, after: &Name) -> bool {
        if self.touches_columns(table) {
            self.member_after(ObjectKind::Column, table, before) == *after
        } else {
            before == after
        }
    }

    /// A type of the schema before as it is named after.
    pub(crate) fn type_after(&self, before: &DataType) -> DataType {
        let mut renamed = before.clone();
        if let (TypeName::Named(name), false) = (&mut renamed.name, self.is_empty()) {
            *name = self.object_after(ObjectKind::Enum, name);
        }
        renamed
    }

    /// A type of the schema after as it was named before.
    pub(crate) fn type_before(&self, after: &DataType) -> DataType {
        let mut renamed = after.clone();
        if let (TypeName::Named(name), false) = (&mut renamed.name, self.is_empty()) {
            *name = self.object_before(ObjectKind::Enum, name);
        }
        renamed
    }

    /// The values of an enum (as it was named before) that have another label after.
    pub(crate) fn values(&self, enumeration: &QualifiedName) -> Vec<Pair<Name>> {
        self.of(ObjectKind::Enum)
            .filter_map(|paths| match (paths.before.path.as_slice(), paths.after.path.as_slice()) {
                ([namespace, name, old], [_, _, new])
                    if *namespace == enumeration.namespace && *name == enumeration.name =>
                {
                    Some(Pair::new(old.clone(), new.clone()))
                }
                _ => None,
            })
            .collect()
    }
}

type Paths = BTreeMap<ObjectRef, ObjectRef>;

fn namespace(paths: &Paths, name: &Name) -> Name {
    if paths.is_empty() {
        return name.clone();
    }
    match paths.get(&ObjectRef::new(ObjectKind::Namespace, [name.clone()])).map(|p| p.path.as_slice()) {
        Some([renamed]) => renamed.clone(),
        _ => name.clone(),
    }
}

fn object(paths: &Paths, kind: ObjectKind, name: &QualifiedName) -> QualifiedName {
    if paths.is_empty() {
        return name.clone();
    }
    match paths.get(&ObjectRef::qualified(kind, name)).map(|p| p.path.as_slice()) {
        Some([in_namespace, renamed]) => QualifiedName::new(in_namespace.clone(), renamed.clone()),
        _ => QualifiedName::new(namespace(paths, &name.namespace), name.name.clone()),
    }
}

fn member(paths: &Paths, kind: ObjectKind, table: &QualifiedName, name: &Name) -> Name {
    if paths.is_empty() {
        return name.clone();
    }
    match paths.get(&ObjectRef::member(kind, table, name)).map(|p| p.path.as_slice()) {
        Some([_, _, renamed]) => renamed.clone(),
        _ => name.clone(),
    }
}
