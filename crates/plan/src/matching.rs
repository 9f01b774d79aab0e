//! Which object before is which afterwards.

use std::collections::{BTreeMap, BTreeSet};

use icms_model::change::{ObjectChange, Verb};
use icms_model::{
    Change, DataType, Function, Id, InSchema, Member, MemberId, ObjectKind, ObjectRef, Pair, QualifiedName,
    Schema, SchemaObject, Signature, TypeName,
};
use icms_sql::Name;

use crate::key::{Key, qualified};

/// What the changes say about identity: renamed, dropped, created.
#[derive(Debug, Default)]
pub struct Matching {
    /// Old path to new path, of what a rename names itself.
    pub renamed: BTreeMap<ObjectRef, ObjectRef>,
    /// Tables before of which a member is renamed.
    pub renames_within: BTreeSet<QualifiedName>,
    /// Namespaces, tables and views before that are renamed themselves.
    renamed_outer: BTreeSet<Vec<Name>>,
    /// Paths before of what goes.
    pub dropped: BTreeSet<ObjectRef>,
    /// Paths after of what is new.
    pub created: BTreeSet<ObjectRef>,
}

impl Matching {
    /// Reads the changes.
    pub fn new(schemas: Pair<&Schema>, changes: &[Change]) -> Self {
        let mut matching = Self::default();
        for change in changes {
            let object = change.object(schemas);
            match change.verb() {
                Verb::Create if change.kind() != ObjectKind::Comment => {
                    matching.created.insert(object);
                }
                Verb::Drop if change.kind() != ObjectKind::Comment => {
                    matching.dropped.insert(object);
                }
                Verb::Rename => {
                    let Some(old) = old_path(change, schemas) else { continue };
                    matching.renames_within.extend(old.table().filter(|_| old.path.len() > 2));
                    if matches!(old.kind, ObjectKind::Namespace | ObjectKind::Table | ObjectKind::View) {
                        matching.renamed_outer.insert(old.path.to_vec());
                    }
                    matching.renamed.insert(old, object);
                }
                Verb::Create | Verb::Drop | Verb::Alter => {}
            }
        }
        matching
    }

    /// The path afterwards of something before; of what goes, the path it would have.
    pub fn after(&self, before: &ObjectRef) -> ObjectRef {
        if let Some(after) = self.renamed.get(before) {
            return after.clone();
        }
        if !self.moves_along(before) {
            return before.clone();
        }
        match before.path.as_slice() {
            [namespace, _] => {
                let mut after = before.clone();
                after.path[0] = self.namespace(namespace);
                after
            }
            [namespace, table, name] => {
                let outer = QualifiedName { namespace: namespace.clone(), name: table.clone() };
                let outer = [ObjectKind::Table, ObjectKind::View]
                    .map(|kind| ObjectRef::qualified(kind, &outer))
                    .into_iter()
                    .find(|outer| self.renamed.contains_key(outer))
                    .unwrap_or_else(|| ObjectRef::qualified(ObjectKind::Table, &outer));
                let mut after = self.after(&outer);
                after.kind = before.kind;
                after.path = after.path.within(name.clone());
                after
            }
            _ => before.clone(),
        }
    }

    /// Whether what it stands in gets another name.
    fn moves_along(&self, before: &ObjectRef) -> bool {
        !self.renamed_outer.is_empty()
            && (1..before.path.len()).any(|end| self.renamed_outer.contains(&before.path[..end]))
    }

    /// The key afterwards of a key before.
    pub fn key(&self, before: Key) -> Key {
        if self.renamed.contains_key(&before.object) || self.moves_along(&before.object) {
            return Key { object: self.after(&before.object), part: before.part };
        }
        before
    }

    /// The name of a namespace afterwards.
    pub fn namespace(&self, before: &Name) -> Name {
        let after = self.renamed.get(&ObjectRef::new(ObjectKind::Namespace, [before.clone()]));
        after.and_then(|a| a.path.first()).unwrap_or(before).clone()
    }

    /// The name afterwards of a table, view, sequence or enum.
    pub fn qualified(&self, kind: ObjectKind, before: &QualifiedName) -> QualifiedName {
        qualified(&self.after(&ObjectRef::qualified(kind, before))).unwrap_or_else(|| before.clone())
    }

    /// The path afterwards of a function, whose argument types may have moved.
    pub fn function(&self, function: &Function) -> ObjectRef {
        if let Some(after) = self.renamed.get(&function.path()) {
            return after.clone();
        }
        let mut moved = function.clone();
        moved.signature = Signature {
            name: QualifiedName {
                namespace: self.namespace(&function.signature.name.namespace),
                name: function.signature.name.name.clone(),
            },
            arguments: function.signature.arguments.iter().map(|t| self.data_type(t)).collect(),
        };
        moved.path()
    }

    /// A type under its name afterwards.
    pub fn data_type(&self, before: &DataType) -> DataType {
        match &before.name {
            TypeName::Builtin(_) => before.clone(),
            TypeName::Named(name) => {
                let name = TypeName::Named(self.qualified(ObjectKind::Enum, name));
                DataType { name, ..before.clone() }
            }
        }
    }
}

fn old_path(change: &Change, schemas: Pair<&Schema>) -> Option<ObjectRef> {
    match change {
        Change::Namespace(c) => top(c, schemas.before),
        Change::Extension(c) => top(c, schemas.before),
        Change::Enum(c) => top(c, schemas.before),
        Change::Sequence(c) => top(c, schemas.before),
        Change::Table(c) => top(c, schemas.before),
        Change::Function(c) => top(c, schemas.before),
        Change::View(c) => top(c, schemas.before),
        Change::Column(c) => member(c, schemas.before),
        Change::PrimaryKey(c) => member(c, schemas.before),
        Change::Unique(c) => member(c, schemas.before),
        Change::Check(c) => member(c, schemas.before),
        Change::Index(c) => member(c, schemas.before),
        Change::ForeignKey(c) => member(c, schemas.before),
        Change::Comment(_) => None,
    }
}

fn top<T: InSchema, A>(change: &ObjectChange<Id<T>, A>, before: &Schema) -> Option<ObjectRef> {
    match change {
        ObjectChange::Rename(pair) => Some(T::arena(before).get(pair.before)?.path()),
        ObjectChange::Create(_) | ObjectChange::Drop(_) | ObjectChange::Alter(..) => None,
    }
}

fn member<M: Member, A>(change: &ObjectChange<MemberId<M>, A>, before: &Schema) -> Option<ObjectRef> {
    match change {
        ObjectChange::Rename(pair) => {
            let table = before.tables.get(pair.before.table)?;
            Some(ObjectRef::member(M::KIND, &table.name, &pair.before.name))
        }
        ObjectChange::Create(_) | ObjectChange::Drop(_) | ObjectChange::Alter(..) => None,
    }
}
