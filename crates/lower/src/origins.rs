//! Where objects and members were written.

use std::collections::HashMap;

use icms_diagnostic::Span;
use icms_model::ObjectRef;

/// The place of every object and member that a file declares. Enum values are listed as a path of three names
/// under `ObjectKind::Enum`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    spans: HashMap<ObjectRef, Span>,
}

impl Origins {
    /// Notes a place; the first one noted for an object stays.
    pub fn note(&mut self, object: ObjectRef, span: Span) {
        self.spans.entry(object).or_insert(span);
    }

    /// Where the object was written.
    #[must_use]
    pub fn get(&self, object: &ObjectRef) -> Option<Span> {
        self.spans.get(object).copied()
    }

    /// Where the object or the closest object around it was written.
    #[must_use]
    pub fn nearest(&self, object: &ObjectRef) -> Option<Span> {
        self.get(object).or_else(|| {
            let table = object.table()?;
            self.get(&ObjectRef::qualified(icms_model::ObjectKind::Table, &table))
        })
    }

    /// How many places are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True when no place is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}
