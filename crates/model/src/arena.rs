//! Arenas of shared objects with a name index: cheap to clone, ordered by creation.

mod index;
mod list;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use crate::{ObjectName, SchemaObject};
use icms_sql::hash::hash_of;
use index::Index;
use list::List;

/// The place of an object in one arena of one [`crate::Schema`]; meaningless in any other.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }

    const fn slot(self) -> usize {
        self.index as usize
    }
}

// Derives would ask the same of `T`, which is only a marker here.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// All objects of one kind. A copy shares everything; a change after it copies the way to one object, not the list.
pub struct Arena<T: SchemaObject> {
    objects: List<Option<Arc<T>>>,
    index: Index,
    count: usize,
}

impl<T: SchemaObject> Clone for Arena<T> {
    fn clone(&self) -> Self {
        Self { objects: self.objects.clone(), index: self.index.clone(), count: self.count }
    }
}

impl<T: SchemaObject> Default for Arena<T> {
    fn default() -> Self {
        Self { objects: List::default(), index: Index::default(), count: 0 }
    }
}

impl<T: SchemaObject + fmt::Debug> fmt::Debug for Arena<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|(_, object)| object)).finish()
    }
}

impl<T: SchemaObject> Arena<T> {
    /// Adds an object at the end, or replaces the one of the same name in its place.
    pub fn insert(&mut self, object: T) -> Id<T> {
        let hash = hash_of(object.name());
        if let Some(id) = self.find_hashed(object.name(), hash) {
            if let Some(place) = self.objects.get_mut(id.slot()) {
                *place = Some(Arc::new(object));
            }
            return id;
        }
        let id = Id::new(self.objects.len());
        self.index.insert(hash, id.index);
        self.objects.push(Some(Arc::new(object)));
        self.count += 1;
        id
    }

    /// Takes an object out; its id is never used again.
    pub fn remove(&mut self, id: Id<T>) -> Option<Arc<T>> {
        let object = self.objects.get_mut(id.slot())?.take()?;
        self.index.remove(hash_of(object.name()), id.index);
        self.count -= 1;
        Some(object)
    }

    /// Changes an object in place, its name included; the id stays.
    pub fn update<R>(&mut self, id: Id<T>, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let object = self.objects.get_mut(id.slot())?.as_mut()?;
        let before = object.name().clone();
        let result = change(Arc::make_mut(object));
        if *object.name() != before {
            let after = hash_of(object.name());
            self.index.remove(hash_of(&before), id.index);
            self.index.insert(after, id.index);
        }
        Some(result)
    }

    /// The object with this id.
    #[must_use]
    pub fn get(&self, id: Id<T>) -> Option<&Arc<T>> {
        self.objects.get(id.slot())?.as_ref()
    }

    /// The id of the object with this name.
    #[must_use]
    pub fn find(&self, name: &T::Name) -> Option<Id<T>> {
        self.find_hashed(name, hash_of(name))
    }

    fn find_hashed(&self, name: &T::Name, hash: u64) -> Option<Id<T>> {
        let id = |index| Id { index, of: PhantomData };
        self.index.find(hash, |index| self.get(id(index)).is_some_and(|o| o.name() == name)).map(id)
    }

    /// The object with this name.
    #[must_use]
    pub fn named(&self, name: &T::Name) -> Option<&Arc<T>> {
        self.get(self.find(name)?)
    }

    /// Every object with its id, in the order of creation.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &Arc<T>)> {
        self.objects.iter().enumerate().filter_map(|(i, o)| Some((Id::new(i), o.as_ref()?)))
    }

    /// How many objects there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// True when there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// True when both are the very same list in memory: a cheap "nothing changed".
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.objects.same(&other.objects)
    }
}

impl<T: SchemaObject> std::ops::Index<Id<T>> for Arena<T> {
    type Output = T;

    /// The object of an id that was taken from this very schema.
    ///
    /// # Panics
    /// When the id belongs to another schema or the object was removed: a bug in the caller.
    fn index(&self, id: Id<T>) -> &T {
        match self.get(id) {
            Some(object) => object,
            None => panic!("id {id:?} is not of this schema"),
        }
    }
}

/// Anything an [`ObjectName`] can be: what arenas are indexed by.
impl<T> ObjectName for T where T: Clone + Eq + Hash + Ord + fmt::Display {}
