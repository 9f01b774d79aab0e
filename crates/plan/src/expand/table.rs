//! Tables: created with columns, keys and checks; dropped with everything inside.

use std::collections::{BTreeMap, BTreeSet};

use icms_ddl::table;
use icms_model::change::{ObjectChange, TableAlteration, TableChange};
use icms_model::{Column, ObjectKind, ObjectRef, QualifiedName, Schema, SchemaObject, Table, Validation};
use petgraph::graph::{DiGraph, NodeIndex};

use super::{moved, sequence, steps_of_a_move, whole};
use crate::edges::Edges;
use crate::key::{Key, Part, Slot};
use crate::matching::Matching;
use crate::names::Names;
use crate::operation::{Operation, Rank, Subject};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &TableChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => create(scene, &scene.goal.tables[*id]),
        ObjectChange::Drop(id) => drop(scene, &scene.before.tables[*id]),
        ObjectChange::Rename(pair) => {
            vec![rename(scene, &scene.before.tables[pair.before], &scene.goal.tables[pair.after])]
        }
        ObjectChange::Alter(pair, what) => {
            let (from, to) = (&scene.before.tables[pair.before], &scene.goal.tables[pair.after]);
            what.iter().map(|what| alter(from, to, *what)).collect()
        }
    }
}

/// Every part of a column.
pub fn column_keys(path: &ObjectRef) -> [Key; 4] {
    [Part::Whole, Part::Default, Part::Identity, Part::NotNull].map(|part| Key::part(path.clone(), part))
}

fn create<'s>(scene: &Scene<'s>, object: &'s Table) -> Vec<Operation<'s>> {
    let apart = Apart::new(scene, object);
    let serials: Vec<_> =
        object.columns.iter().filter(|c| sequence::serial_of(scene, object, c).is_some()).collect();
    let mut made = vec![whole(&object.path())];
    for column in &object.columns {
        let path = ObjectRef::member(ObjectKind::Column, &object.name, &column.name);
        made.extend(
            column_keys(&path)
                .into_iter()
                .filter(|key| key.part != Part::Default || !apart.defaults.contains(&column.name)),
        );
        if let Some(owned) = sequence::serial_of(scene, object, column) {
            made.extend([whole(&owned.path()), Key::part(owned.path(), Part::Owner)]);
        }
    }
    let member = |kind, name: &icms_sql::Name| whole(&ObjectRef::member(kind, &object.name, name));
    made.extend(object.primary_key.iter().map(|k| member(ObjectKind::PrimaryKey, &k.name)));
    made.extend(object.uniques.iter().map(|u| member(ObjectKind::Unique, &u.name)));
    let inline = object.checks.iter().filter(|c| !apart.checks.contains(&c.name));
    made.extend(inline.map(|c| member(ObjectKind::Check, &c.name)));
    let mut later: Vec<Operation<'s>> = Vec::new();
    for check in &apart.checks {
        later.extend(super::check::add(scene, &ObjectRef::member(ObjectKind::Check, &object.name, check)));
    }
    for column in &apart.defaults {
        let path = ObjectRef::member(ObjectKind::Column, &object.name, column);
        later.extend(super::column::set_default_later(scene, &path));
    }
    let shown = apart.without(object);
    let serial_names: Vec<_> = serials.iter().map(|c| c.name.clone()).collect();
    let comments = serials.iter().filter_map(|c| sequence::serial_of(scene, object, c));
    let comments: Vec<_> = comments.filter_map(super::comment::on_sequence).collect();
    let create = Operation::new(Rank::CreateTable, format!("create {}", object.path()), move |_| {
        let mut statements = vec![table::create(&shown, &serial_names)];
        statements.extend(super::comment::on_table(&shown));
        statements.extend(comments.iter().cloned());
        statements
    })
    .making(made)
    .taking(slots(&object.name, object));
    std::iter::once(create).chain(later).collect()
}

/// What cannot come or go with its table.
struct Apart {
    /// Not valid ones, which `CREATE TABLE` would make valid, and those that call what needs the table.
    checks: BTreeSet<icms_sql::Name>,
    /// Columns whose default calls what needs the table.
    defaults: BTreeSet<icms_sql::Name>,
}

impl Apart {
    /// Of a table that is made.
    fn new(scene: &Scene<'_>, object: &Table) -> Self {
        let mut apart = Self::in_a_ring(scene.new, &object.path());
        let not_valid = object.checks.iter().filter(|c| c.validation == Validation::NotValid);
        apart.checks.extend(not_valid.map(|c| c.name.clone()));
        apart
    }

    /// Of a table that goes.
    fn going(scene: &Scene<'_>, object: &Table) -> Self {
        Self::in_a_ring(scene.old, &scene.matching.after(&object.path()))
    }

    /// What calls functions that need the table.
    fn in_a_ring(edges: &Edges, table: &ObjectRef) -> Self {
        let around = around(edges, table);
        let (mut checks, mut defaults) = (BTreeSet::new(), BTreeSet::new());
        for user in around.iter().flat_map(|used| edges.users(used)) {
            let (Some(name), true) = (user.object.path.last(), user.object.table() == table.table()) else {
                continue;
            };
            if user.object.kind == ObjectKind::Check {
                checks.insert(name.clone());
            } else if user.part == Part::Default {
                defaults.insert(name.clone());
            }
        }
        Self { checks, defaults }
    }

    fn without(&self, object: &Table) -> Table {
        let mut shown = object.clone();
        shown.checks.retain(|c| !self.checks.contains(&c.name));
        for column in shown.columns.iter_mut().filter(|c| self.defaults.contains(&c.name)) {
            column.default = None;
        }
        shown
    }
}

/// Functions that need a table, directly or through others.
fn around(edges: &Edges, table: &ObjectRef) -> BTreeSet<Key> {
    let mut found: BTreeSet<Key> = BTreeSet::new();
    let mut todo = vec![whole(table)];
    while let Some(used) = todo.pop() {
        for user in edges.users(&used).filter(|user| user.object.kind == ObjectKind::Function) {
            if found.insert(user.clone()) {
                todo.push(user.clone());
            }
        }
    }
    found
}

/// The relation names that a table takes, those of its keys included.
fn slots(name: &QualifiedName, object: &Table) -> Vec<Slot> {
    let indexes = object.primary_key.iter().map(|k| &k.name).chain(object.uniques.iter().map(|u| &u.name));
    let own = [Slot::Relation(name.clone()), Slot::Type(name.clone())];
    own.into_iter().chain(indexes.map(|i| Slot::Relation(name.sibling(i.clone())))).collect()
}

fn drop<'s>(scene: &Scene<'s>, object: &'s Table) -> Vec<Operation<'s>> {
    let apart = Apart::going(scene, object);
    let path = scene.matching.after(&object.path());
    let after = scene.table_name_after(&object.name);
    let mut left = vec![whole(&path)];
    for column in &object.columns {
        let keys = column_keys(&ObjectRef::member(ObjectKind::Column, &after, &column.name));
        left.extend(
            keys.into_iter().filter(|k| k.part != Part::Default || !apart.defaults.contains(&column.name)),
        );
    }
    let member = |kind, name: &icms_sql::Name| whole(&ObjectRef::member(kind, &after, name));
    left.extend(object.primary_key.iter().map(|k| member(ObjectKind::PrimaryKey, &k.name)));
    left.extend(object.uniques.iter().map(|k| member(ObjectKind::Unique, &k.name)));
    let along = object.checks.iter().filter(|check| !apart.checks.contains(&check.name));
    left.extend(along.map(|k| member(ObjectKind::Check, &k.name)));
    left.extend(object.indexes.iter().map(|k| member(ObjectKind::Index, &k.name)));
    let ring = scene.ring();
    let along =
        object.foreign_keys.iter().filter(|key| !ring.contains(&(object.name.clone(), key.name.clone())));
    left.extend(along.map(|k| member(ObjectKind::ForeignKey, &k.name)));
    left.extend(sequence::keys_within(scene, object, None));
    let indexes = object.indexes.iter().map(|i| Slot::Relation(after.sibling(i.name.clone())));
    let free: Vec<Slot> = slots(&after, object).into_iter().chain(indexes).collect();
    let drop = Operation::new(Rank::DropTable, format!("drop {}", object.path()), move |names: &Names| {
        vec![table::drop(&names.table(&object.name))]
    })
    .serving(scene.drops_within(&object.path()))
    .leaving(left)
    .freeing(free);
    let checks = object.checks.iter().filter(|check| apart.checks.contains(&check.name)).map(|check| {
        let path = ObjectRef::member(ObjectKind::Check, &object.name, &check.name);
        super::constraint::drop_always(scene, object, check, &path)
    });
    let defaults = object.columns.iter().filter(|c| apart.defaults.contains(&c.name));
    let defaults = defaults.map(|column| super::column::drop_default_of(scene, object, column));
    checks.chain(defaults).chain([drop]).collect()
}

/// Foreign keys among tables that all go and that point at each other in a ring: they have to go first.
pub fn ring_of(before: &Schema, matching: &Matching) -> BTreeSet<(QualifiedName, icms_sql::Name)> {
    let going: Vec<&Table> =
        before.tables.iter().map(|(_, t)| &**t).filter(|t| matching.dropped.contains(&t.path())).collect();
    let place: BTreeMap<&QualifiedName, usize> =
        going.iter().enumerate().map(|(at, t)| (&t.name, at)).collect();
    let mut graph = DiGraph::<usize, ()>::new();
    for at in 0..going.len() {
        graph.add_node(at);
    }
    for (at, table) in going.iter().enumerate() {
        let others = table.foreign_keys.iter().filter_map(|key| place.get(&key.references));
        for &other in others.filter(|&&other| other != at) {
            graph.update_edge(NodeIndex::new(at), NodeIndex::new(other), ());
        }
    }
    let mut ring = BTreeSet::new();
    for component in petgraph::algo::tarjan_scc(&graph).iter().filter(|c| c.len() > 1) {
        for table in component.iter().filter_map(|at| going.get(at.index())) {
            let inside = |other: &QualifiedName| {
                place.get(other).is_some_and(|&at| component.contains(&NodeIndex::new(at)))
            };
            let keys =
                table.foreign_keys.iter().filter(|k| k.references != table.name && inside(&k.references));
            ring.extend(keys.map(|key| (table.name.clone(), key.name.clone())));
        }
    }
    ring
}

fn rename<'s>(scene: &Scene<'s>, from: &'s Table, to: &'s Table) -> Operation<'s> {
    let title = format!("rename {} to {}", from.path(), to.name);
    let namespace = scene.matching.namespace(&from.name.namespace);
    let free = QualifiedName { namespace, name: from.name.name.clone() };
    Operation::new(Rank::Rename, title, move |names: &Names| {
        steps_of_a_move(&names.table(&from.name), &to.name, table::set_namespace, table::rename)
    })
    .settling([whole(&to.path())])
    .freeing([Slot::Relation(free.clone()), Slot::Type(free)])
    .taking([Slot::Relation(to.name.clone()), Slot::Type(to.name.clone())])
    .moving(moved(from.path(), to.path()))
}

fn alter<'s>(from: &'s Table, to: &'s Table, what: TableAlteration) -> Operation<'s> {
    let clauses = move |_: &Names| match what {
        TableAlteration::Persistence => vec![table::set_persistence(to.persistence)],
        TableAlteration::Options => table::set_options(from, to),
    };
    let subject = Subject::New(to.name.clone());
    Operation::clause(Rank::AlterTable, format!("alter {}", to.path()), subject, clauses)
        .needing([whole(&to.path())])
}

/// The table that a member before belongs to.
pub fn subject_before(table: &Table) -> Subject {
    Subject::Old(table.name.clone())
}

/// The columns before that go while their table stays.
pub fn going_columns<'t>(scene: &Scene<'_>, table: &'t Table) -> Vec<&'t Column> {
    let goes = |c: &&Column| scene.goes(&ObjectRef::member(ObjectKind::Column, &table.name, &c.name));
    table.columns.iter().filter(goes).collect()
}
