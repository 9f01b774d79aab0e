//! What a change of the schema does to whoever uses the client: items that go, that become something else, and new ones
//! that existing code lacks.
//!
//! New items that nobody must name (a nullable column, a model) are no change here.

mod list;
mod objects;
mod order;

use std::collections::{BTreeMap, BTreeSet};

use icms_model::ObjectRef;

use crate::input::Input;
use list::{Demand, Item};
pub use order::Taken;

/// An item of a client and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// As code names it: `post::TITLE`, `NewPost.title`, `Role::Admin`; a model's module: `post`.
    pub item: String,
    /// What becomes of it.
    pub change: Change,
    /// What of the database it belongs to, the nearest first, before the change or after it.
    pub objects: Vec<ObjectRef>,
}

/// What becomes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is gone: what names it does not compile.
    Removed,
    /// It is new, and code that needs all of its kind lacks it: a `match`, a new row.
    Missing,
    /// Its type is another: the type before and the type after.
    Retyped(String, String),
    /// A function takes values of one type in another order, which no compiler notices: the order before and after.
    Reordered(String, String),
}

/// What becomes of the items of a client when its schema changes, in the order of the client before.
#[must_use]
pub fn item_changes(before: Input<'_>, after: Input<'_>) -> Vec<ItemChange> {
    let (before, after) = (list::all(before), list::all(after));
    let (old, new) = (by_name(&before), by_name(&after));
    let mut changes = Vec::new();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for item in &before {
        let change = match new.get(item.name.as_str()) {
            None => Change::Removed,
            Some(other) if other.of != item.of => Change::Retyped(item.of.clone(), other.of.clone()),
            Some(other) => match order::swapped(&item.takes, &other.takes) {
                Some((old, new)) => Change::Reordered(old, new),
                None => continue,
            },
        };
        if change == Change::Removed {
            gone.insert(&item.name);
        }
        // What belongs to something that is gone needs no words of its own.
        if !gone.contains(item.owner.as_str()) {
            changes.push(item.becomes(change));
        }
    }
    let lacks = |item: &&Item| {
        item.demand == Demand::Whole
            && old.contains_key(item.owner.as_str())
            && !old.contains_key(item.name.as_str())
    };
    changes.extend(after.iter().filter(lacks).map(|item| item.becomes(Change::Missing)));
    changes
}

fn by_name(items: &[Item]) -> BTreeMap<&str, &Item> {
    items.iter().map(|item| (item.name.as_str(), item)).collect()
}

impl Item {
    fn becomes(&self, change: Change) -> ItemChange {
        ItemChange { item: self.name.clone(), change, objects: self.objects.clone() }
    }
}
