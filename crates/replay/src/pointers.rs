//! Who points at a name: the other direction of foreign keys, types of columns, owners of sequences and views.

use icms_model::QualifiedName;
use icms_sql::hash::Map;

/// By name, the objects that point at it, in the order of creation.
#[derive(Debug, Clone)]
pub(crate) struct Pointers<Id>(Map<QualifiedName, Vec<Id>>);

impl<Id> Default for Pointers<Id> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<Id: Copy + Ord> Pointers<Id> {
    /// Who points at this name.
    pub(crate) fn at(&self, name: &QualifiedName) -> &[Id] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn add(&mut self, id: Id, names: impl Iterator<Item = QualifiedName>) {
        for name in names {
            let list = self.0.entry(name).or_default();
            if let Err(place) = list.binary_search(&id) {
                list.insert(place, id);
            }
        }
    }

    pub(crate) fn remove(&mut self, id: Id, names: impl Iterator<Item = QualifiedName>) {
        for name in names {
            if let Some(list) = self.0.get_mut(&name) {
                list.retain(|other| *other != id);
                if list.is_empty() {
                    self.0.remove(&name);
                }
            }
        }
    }
}
