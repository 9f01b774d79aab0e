//! Where objects and members were written.

use icms_diagnostic::Span;
use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;
use icms_sql::hash::Map;

/// The place of every object and member that a file declares. Enum values are listed as a path of three names
/// under `ObjectKind::Enum`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// What stands directly in the schema.
    objects: Map<ObjectRef, Span>,
    /// What stands in tables and enums: few each, so that a search through all is the fastest.
    members: Map<QualifiedName, Vec<(ObjectKind, Name, Span)>>,
}

impl Origins {
    /// Notes a place; the first one noted for an object stays.
    pub fn note(&mut self, object: ObjectRef, span: Span) {
        self.objects.entry(object).or_insert(span);
    }

    /// Notes the places of members of one table or enum.
    pub fn note_members(&mut self, owner: &QualifiedName, places: Vec<(ObjectKind, Name, Span)>) {
        match self.members.get_mut(owner) {
            Some(known) => known.extend(places),
            None => {
                self.members.insert(owner.clone(), places);
            }
        }
    }

    /// Where the object was written.
    #[must_use]
    pub fn get(&self, object: &ObjectRef) -> Option<Span> {
        let [namespace, owner, member] = object.path.as_slice() else {
            return self.objects.get(object).copied();
        };
        let owner = QualifiedName { namespace: namespace.clone(), name: owner.clone() };
        let members = self.members.get(&owner)?;
        members
            .iter()
            .find(|(kind, name, _)| *kind == object.kind && name == member)
            .map(|(_, _, span)| *span)
    }

    /// Where the object or the closest object around it was written.
    #[must_use]
    pub fn nearest(&self, object: &ObjectRef) -> Option<Span> {
        self.get(object).or_else(|| {
            let owner = object.table()?;
            let kind = if object.kind == ObjectKind::Enum { ObjectKind::Enum } else { ObjectKind::Table };
            self.get(&ObjectRef::qualified(kind, &owner))
        })
    }

    /// True when no place is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }
}
