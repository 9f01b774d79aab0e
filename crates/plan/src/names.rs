//! What everything is called at one moment of a plan.

use std::collections::BTreeMap;

use icms_model::{DataType, ObjectKind, ObjectRef, QualifiedName, Signature, TypeName};
use icms_sql::Name;

use crate::key::qualified;

/// Names between before and after: renames take effect one at a time.
#[derive(Debug, Default)]
pub struct Names {
    moved: BTreeMap<ObjectRef, ObjectRef>,
}

/// An object gets another name.
#[derive(Debug, Clone)]
pub struct Move {
    /// Its path before everything.
    pub object: ObjectRef,
    /// Its path from now on.
    pub to: ObjectRef,
}

impl Names {
    /// From now on an object has another name.
    pub fn apply(&mut self, renamed: &Move) {
        self.moved.insert(renamed.object.clone(), renamed.to.clone());
    }

    /// The name of a namespace.
    pub fn namespace(&self, before: &Name) -> Name {
        let now = self.moved.get(&ObjectRef::new(ObjectKind::Namespace, [before.clone()]));
        now.and_then(|n| n.path.first()).unwrap_or(before).clone()
    }

    /// The name of a table, view, sequence or enum.
    pub fn qualified(&self, kind: ObjectKind, before: &QualifiedName) -> QualifiedName {
        let moved = self.moved.get(&ObjectRef::qualified(kind, before)).and_then(qualified);
        moved.unwrap_or_else(|| QualifiedName {
            namespace: self.namespace(&before.namespace),
            name: before.name.clone(),
        })
    }

    /// The name of a table.
    pub fn table(&self, before: &QualifiedName) -> QualifiedName {
        self.qualified(ObjectKind::Table, before)
    }

    /// The name of a column, constraint or index of a table.
    pub fn member(&self, kind: ObjectKind, table: &QualifiedName, before: &Name) -> Name {
        let now = self.moved.get(&ObjectRef::member(kind, table, before));
        now.and_then(|n| n.path.last()).unwrap_or(before).clone()
    }

    /// The signature of a function.
    pub fn signature(&self, path: &ObjectRef, before: &Signature) -> Signature {
        let moved = self.moved.get(path).and_then(|now| Some((now.path.first()?, now.path.get(1)?)));
        let name = moved.map_or_else(
            || QualifiedName {
                namespace: self.namespace(&before.name.namespace),
                name: before.name.name.clone(),
            },
            |(namespace, local)| {
                let bare = local.as_str().split_once('(').map_or(local.as_str(), |(name, _)| name);
                QualifiedName::new(namespace.clone(), bare)
            },
        );
        Signature { name, arguments: before.arguments.iter().map(|t| self.data_type(t)).collect() }
    }

    fn data_type(&self, before: &DataType) -> DataType {
        match &before.name {
            TypeName::Builtin(_) => before.clone(),
            TypeName::Named(name) => {
                DataType { name: TypeName::Named(self.qualified(ObjectKind::Enum, name)), ..before.clone() }
            }
        }
    }
}

/// `name_suffix`, numbered while taken, in at most 63 bytes.
pub fn free_name(
    name: &QualifiedName,
    suffix: &str,
    taken: impl Fn(&QualifiedName) -> bool,
) -> QualifiedName {
    let mut number = 0_u32;
    loop {
        let tail = if number == 0 { format!("_{suffix}") } else { format!("_{suffix}{number}") };
        let room = icms_sql::MAX_IDENTIFIER.saturating_sub(tail.len());
        let text = name.name.as_str();
        let head = text.get(..text.floor_char_boundary(room)).unwrap_or_default();
        let candidate = name.sibling(format!("{head}{tail}"));
        if !taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}
