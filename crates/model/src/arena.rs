//! Arenas of shared objects with a name index: cheap to clone, ordered by creation.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use crate::{ObjectName, SchemaObject};

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

struct Slots<T: SchemaObject> {
    objects: Vec<Option<Arc<T>>>,
    index: HashMap<T::Name, u32>,
}

impl<T: SchemaObject> Clone for Slots<T> {
    fn clone(&self) -> Self {
        Self { objects: self.objects.clone(), index: self.index.clone() }
    }
}

/// All objects of one kind. Cloning shares everything; the first change after it copies the list, not the objects.
pub struct Arena<T: SchemaObject> {
    slots: Arc<Slots<T>>,
}

impl<T: SchemaObject> Clone for Arena<T> {
    fn clone(&self) -> Self {
        Self { slots: Arc::clone(&self.slots) }
    }
}

impl<T: SchemaObject> Default for Arena<T> {
    fn default() -> Self {
        Self { slots: Arc::new(Slots { objects: Vec::new(), index: HashMap::new() }) }
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
        let slots = Arc::make_mut(&mut self.slots);
        if let Some(&at) = slots.index.get(object.name()) {
            slots.objects[at as usize] = Some(Arc::new(object));
            return Id { index: at, of: PhantomData };
        }
        let id = Id::new(slots.objects.len());
        slots.index.insert(object.name().clone(), id.index);
        slots.objects.push(Some(Arc::new(object)));
        id
    }

    /// Takes an object out; its id is never used again.
    pub fn remove(&mut self, id: Id<T>) -> Option<Arc<T>> {
        let slots = Arc::make_mut(&mut self.slots);
        let object = slots.objects.get_mut(id.slot())?.take()?;
        slots.index.remove(object.name());
        Some(object)
    }

    /// Changes an object in place, its name included; the id stays.
    pub fn update<R>(&mut self, id: Id<T>, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let slots = Arc::make_mut(&mut self.slots);
        let object = slots.objects.get_mut(id.slot())?.as_mut()?;
        let before = object.name().clone();
        let result = change(Arc::make_mut(object));
        if *object.name() != before {
            let after = object.name().clone();
            slots.index.remove(&before);
            slots.index.insert(after, id.index);
        }
        Some(result)
    }

    /// The object with this id.
    #[must_use]
    pub fn get(&self, id: Id<T>) -> Option<&Arc<T>> {
        self.slots.objects.get(id.slot())?.as_ref()
    }

    /// The id of the object with this name.
    #[must_use]
    pub fn find(&self, name: &T::Name) -> Option<Id<T>> {
        self.slots.index.get(name).map(|&index| Id { index, of: PhantomData })
    }

    /// The object with this name.
    #[must_use]
    pub fn named(&self, name: &T::Name) -> Option<&Arc<T>> {
        self.get(self.find(name)?)
    }

    /// Every object with its id, in the order of creation.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &Arc<T>)> {
        self.slots.objects.iter().enumerate().filter_map(|(i, o)| Some((Id::new(i), o.as_ref()?)))
    }

    /// How many objects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.index.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.index.is_empty()
    }

    /// True when both are the very same list in memory: a cheap "nothing changed".
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.slots, &other.slots)
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
