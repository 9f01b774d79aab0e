//! Everything that planning one direction looks at.

use std::collections::{BTreeMap, BTreeSet};

use icms_model::{
    Change, DefaultValue, Function, Index, Member, ObjectKind, ObjectRef, Pair, QualifiedName, Schema,
    SchemaObject, Table, Target, View,
};
use icms_sql::Name;

use crate::edges::{Dependency, Edges, Reason, dependencies};
use crate::expand::table::ring_of;
use crate::forced::{Forced, Stranger};
use crate::key::{Key, table_of};
use crate::lookup::Lookup;
use crate::matching::Matching;
use crate::mentions::strings;
use crate::region::Region;
use crate::strangers::used_by;

/// What planning one direction looks at.
pub struct Scene<'s> {
    /// Where we come from.
    pub before: &'s Schema,
    /// Where we go, with what stays although nobody speaks of it.
    pub goal: &'s Schema,
    /// What changes.
    pub changes: &'s [Change],
    /// For which server.
    pub target: Target,
    /// Who is who.
    pub matching: &'s Matching,
    /// What needs what before, under names afterwards.
    pub old: &'s Edges,
    /// What needs what in the end.
    pub new: &'s Edges,
    /// What must be made again although it does not change.
    pub forced: &'s Forced,
    /// What is looked up by name.
    pub lookup: &'s Lookup,
    /// Where the drops within each object stand among the changes, by path before.
    drops: &'s BTreeMap<Vec<Name>, Vec<usize>>,
    ring: &'s BTreeSet<(QualifiedName, Name)>,
    /// The strings in every text that is new or changes: where new enum values could be used.
    pub strings: &'s BTreeSet<String>,
}

/// What a [`Scene`] borrows.
pub struct Material {
    goal: Schema,
    matching: Matching,
    old: Edges,
    new: Edges,
    forced: Forced,
    lookup: Lookup,
    strings: BTreeSet<String>,
    drops: BTreeMap<Vec<Name>, Vec<usize>>,
    ring: BTreeSet<(QualifiedName, Name)>,
}

impl Material {
    /// Reads both schemas and the changes that lead from one to the other, and to the goal.
    pub fn new(
        schemas: Pair<&Schema>,
        matching: Matching,
        goal: Schema,
        changes: &[Change],
        target: Target,
    ) -> Self {
        let under_new_names = |d: Dependency| Dependency {
            user: matching.key(d.user),
            used: matching.key(d.used),
            reason: d.reason,
        };
        let region = Region::new(Pair::new(schemas.before, &goal), changes, &matching);
        let raw = dependencies(schemas.before, &region);
        let forced = Forced::new(schemas, &goal, changes, &matching, &raw, target);
        let mut old: Vec<Dependency> = raw.into_iter().map(under_new_names).collect();
        let mut new = dependencies(&goal, &region);
        for (at, stranger) in forced.strangers.iter().enumerate() {
            let edges = stranger_edges(at, stranger, schemas.before, &matching);
            old.extend(edges.clone());
            new.extend(edges);
        }
        let strings = changed_strings(schemas, &goal, changes);
        let drops = drops(schemas, changes);
        let ring = ring_of(schemas.before, &matching);
        let lookup = Lookup::new(Pair::new(schemas.before, &goal), changes, &matching);
        let (old, new) = (Edges::new(old), Edges::new(new));
        Self { goal, matching, old, new, forced, lookup, strings, drops, ring }
    }

    /// The scene over it.
    pub fn scene<'s>(&'s self, before: &'s Schema, changes: &'s [Change], target: Target) -> Scene<'s> {
        Scene {
            before,
            goal: &self.goal,
            changes,
            target,
            matching: &self.matching,
            old: &self.old,
            new: &self.new,
            forced: &self.forced,
            lookup: &self.lookup,
            strings: &self.strings,
            drops: &self.drops,
            ring: &self.ring,
        }
    }
}

impl<'s> Scene<'s> {
    /// Whether something before goes, by its path before.
    pub fn goes(&self, before: &ObjectRef) -> bool {
        self.matching.dropped.contains(before)
    }

    /// Whether the table of a member goes, and the member with it.
    pub fn goes_with_table(&self, before: &ObjectRef) -> bool {
        table_of(before).is_some_and(|table| table != *before && self.goes(&table))
    }

    /// Whether an object is made by this very plan, by its path afterwards.
    pub fn is_made(&self, after: &ObjectRef) -> bool {
        let made =
            |path: &ObjectRef| self.matching.created.contains(path) || self.forced.remade.contains_key(path);
        made(after) || table_of(after).is_some_and(|t| made(&t)) || made(&view_of(after))
    }

    /// The places of the drops of members, comments and owned sequences that a table or column takes along.
    pub fn drops_within(&self, outer: &ObjectRef) -> Vec<usize> {
        self.drops.get(outer.path.as_slice()).cloned().unwrap_or_default()
    }

    /// Foreign keys that have to go before the tables they tie into a ring.
    pub const fn ring(&self) -> &BTreeSet<(QualifiedName, Name)> {
        self.ring
    }

    /// A table before, by its path before.
    pub fn table_before(&self, path: &ObjectRef) -> Option<&'s Table> {
        self.before.tables.named(&path.table()?).map(|t| &**t)
    }

    /// A table afterwards.
    pub fn table_after(&self, path: &ObjectRef) -> Option<&'s Table> {
        self.goal.tables.named(&path.table()?).map(|t| &**t)
    }

    /// A member before.
    pub fn member_before<M: Member>(&self, path: &ObjectRef) -> Option<(&'s Table, &'s M)> {
        let table = self.table_before(path)?;
        Some((table, table.find(path.path.last()?.as_str())?))
    }

    /// A member afterwards.
    pub fn member_after<M: Member>(&self, path: &ObjectRef) -> Option<(&'s Table, &'s M)> {
        let table = self.table_after(path)?;
        Some((table, table.find(path.path.last()?.as_str())?))
    }

    /// The name afterwards of a table before.
    pub fn table_name_after(&self, before: &QualifiedName) -> QualifiedName {
        self.matching.qualified(ObjectKind::Table, before)
    }
}

/// A stand-in for an object that has no path.
pub fn stranger_key(at: usize) -> Key {
    Key::whole(ObjectRef::new(ObjectKind::Comment, [at.to_string()]))
}

fn stranger_edges(at: usize, stranger: &Stranger, before: &Schema, matching: &Matching) -> Vec<Dependency> {
    let edge = |used: &ObjectRef| Dependency {
        user: stranger_key(at),
        used: Key::whole(matching.after(used)),
        reason: Reason::Reads,
    };
    used_by(&stranger.object, before).iter().map(edge).collect()
}

/// The view that a path could lead through.
fn view_of(path: &ObjectRef) -> ObjectRef {
    ObjectRef::new(ObjectKind::View, path.path.iter().take(2).cloned())
}

/// A view by its path.
pub fn view<'s>(schema: &'s Schema, path: &ObjectRef) -> Option<&'s View> {
    let [namespace, name, ..] = path.path.as_slice() else { return None };
    let name = QualifiedName { namespace: namespace.clone(), name: name.clone() };
    schema.views.named(&name).map(|v| &**v)
}

/// A function by its path.
pub fn function<'s>(schema: &'s Schema, path: &ObjectRef) -> Option<&'s Function> {
    let [namespace, local] = path.path.as_slice() else { return None };
    let named = |f: &&Function| {
        let name = &f.signature.name;
        name.namespace == *namespace && local.as_str().starts_with(name.name.as_str())
    };
    schema.functions.iter().map(|(_, f)| &**f).filter(named).find(|f| f.path() == *path)
}

/// An index of a materialized view belongs to no table.
pub fn view_index<'s>(schema: &'s Schema, path: &ObjectRef) -> Option<&'s Index> {
    view(schema, path)?.indexes.iter().find(|i| Some(&i.name) == path.path.last())
}

/// Drops by the path of the table, view or namespace they are in.
fn drops(schemas: Pair<&Schema>, changes: &[Change]) -> BTreeMap<Vec<Name>, Vec<usize>> {
    let mut found: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
    let is_drop = |(_, change): &(usize, &Change)| change.verb() == icms_model::change::Verb::Drop;
    for (at, change) in changes.iter().enumerate().filter(is_drop) {
        let path = change.object(schemas).path;
        for length in 1..path.len() {
            found.entry(path.iter().take(length).cloned().collect()).or_default().push(at);
        }
    }
    found
}

fn changed_strings(schemas: Pair<&Schema>, goal: &Schema, changes: &[Change]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for change in changes {
        let object = change.object(Pair::new(schemas.before, goal));
        let Some(table) = object.table().and_then(|name| goal.tables.named(&name)) else {
            found.extend(view(goal, &object).into_iter().flat_map(|v| strings(v.query.text())));
            continue;
        };
        let local = object.path.get(2);
        let wanted = |name: &Name| local.is_none_or(|local| local == name);
        for column in table.columns.iter().filter(|c| wanted(&c.name)) {
            if let Some(DefaultValue::Expression(expression)) = &column.default {
                found.extend(strings(expression.text()));
            }
            found.extend(column.generated.iter().flat_map(|g| strings(g.expression.text())));
        }
        for check in table.checks.iter().filter(|c| wanted(&c.name)) {
            found.extend(strings(check.expression.text()));
        }
        for index in table.indexes.iter().filter(|i| wanted(&i.name)) {
            found.extend(crate::edges::index::expressions(index).flat_map(strings));
        }
    }
    found
}
