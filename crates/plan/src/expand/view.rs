//! Views: replaced in place where PostgreSQL allows, else dropped and created with what reads them.

use icms_ddl::index::{self, Building};
use icms_ddl::view::{self, Existing};
use icms_model::change::{ObjectChange, ViewAlteration, ViewChange};
use icms_model::{Index, ObjectKind, ObjectRef, QualifiedName, SchemaObject, View};

use super::{moved, steps_of_a_move, whole};
use crate::key::{Key, Slot};
use crate::names::Names;
use crate::operation::{Operation, Rank};
use crate::scene::{self, Scene};

pub fn expand<'s>(scene: &Scene<'s>, change: &ViewChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => vec![made(&scene.goal.views[*id], Existing::Absent)],
        ObjectChange::Drop(id) => vec![gone(scene, &scene.before.views[*id])],
        ObjectChange::Rename(pair) => {
            vec![rename(scene, &scene.before.views[pair.before], &scene.goal.views[pair.after])]
        }
        ObjectChange::Alter(pair, what) => {
            let (from, to) = (&scene.before.views[pair.before], &scene.goal.views[pair.after]);
            if scene.forced.remade.contains_key(&to.path()) {
                return Vec::new();
            }
            what.iter().flat_map(|what| alter(scene, from, to, *what)).collect()
        }
    }
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    scene::view(scene.before, before).map(|object| gone(scene, object))
}

pub fn create<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    scene::view(scene.goal, after).map(|object| made(object, Existing::Absent))
}

fn made(object: &View, existing: Existing) -> Operation<'_> {
    let verb = match existing {
        Existing::Absent => "create",
        Existing::Replaced => "replace",
    };
    let slots = [Slot::Relation(object.name.clone()), Slot::Type(object.name.clone())];
    let make = Operation::new(Rank::CreateView, format!("{verb} {}", object.path()), move |_| {
        let mut statements = vec![view::create(object, existing)];
        if existing == Existing::Absent {
            statements.extend(super::comment::on_view(object));
            statements.extend(object.indexes.iter().flat_map(|index| index_of(object, index)));
        }
        statements
    })
    .making([whole(&object.path())]);
    match existing {
        Existing::Absent => make.taking(slots).making(index_keys(object)),
        Existing::Replaced => make,
    }
}

fn index_keys(object: &View) -> impl Iterator<Item = Key> {
    let path = |index: &Index| whole(&ObjectRef::member(ObjectKind::Index, &object.name, &index.name));
    object.indexes.iter().map(path)
}

fn index_of(object: &View, index: &Index) -> Vec<icms_ddl::Statement> {
    let comment = super::comment::on_index(&object.name.namespace, index);
    std::iter::once(index::create(index, &object.name, Building::Blocking)).chain(comment).collect()
}

fn slots_before(scene: &Scene<'_>, before: &View) -> [Slot; 2] {
    let namespace = scene.matching.namespace(&before.name.namespace);
    let name = QualifiedName { namespace, name: before.name.name.clone() };
    [Slot::Relation(name.clone()), Slot::Type(name)]
}

fn gone<'s>(scene: &Scene<'s>, object: &'s View) -> Operation<'s> {
    let path = object.path();
    Operation::new(Rank::DropView, format!("drop {path}"), move |names: &Names| {
        vec![view::drop(object.kind, &names.qualified(ObjectKind::View, &object.name))]
    })
    .serving(if scene.goes(&path) { scene.drops_within(&path) } else { Vec::new() })
    .leaving([whole(&scene.matching.after(&path))])
    .leaving(index_keys(object))
    .freeing(slots_before(scene, object))
    .freeing(object.indexes.iter().map(|i| Slot::Relation(object.name.sibling(i.name.clone()))))
}

fn rename<'s>(scene: &Scene<'s>, from: &'s View, to: &'s View) -> Operation<'s> {
    let title = format!("rename {} to {}", from.path(), to.name);
    Operation::new(Rank::Rename, title, move |names: &Names| {
        let now = names.qualified(ObjectKind::View, &from.name);
        steps_of_a_move(
            &now,
            &to.name,
            |name, to| view::set_namespace(from.kind, name, to),
            |name, to| view::rename(from.kind, name, to),
        )
    })
    .settling([whole(&to.path())])
    .freeing(slots_before(scene, from))
    .taking([Slot::Relation(to.name.clone()), Slot::Type(to.name.clone())])
    .moving(moved(from.path(), to.path()))
}

fn alter<'s>(scene: &Scene<'s>, from: &'s View, to: &'s View, what: ViewAlteration) -> Vec<Operation<'s>> {
    match what {
        ViewAlteration::Query => {
            vec![made(to, Existing::Replaced).leaving([whole(&scene.matching.after(&from.path()))])]
        }
        ViewAlteration::Options => {
            let title = format!("alter {}", to.path());
            let set = Operation::new(Rank::CreateView, title, move |_| view::set_options(from, to));
            vec![set.needing([whole(&to.path())])]
        }
        ViewAlteration::Indexes => indexes(from, to),
    }
}

/// Indexes of a materialized view that differ are dropped and created.
fn indexes<'s>(from: &'s View, to: &'s View) -> Vec<Operation<'s>> {
    let key =
        |view: &View, index: &Index| whole(&ObjectRef::member(ObjectKind::Index, &view.name, &index.name));
    let slot = |view: &View, index: &Index| Slot::Relation(view.name.sibling(index.name.clone()));
    let gone = from.indexes.iter().filter(|index| !to.indexes.contains(index)).map(|index| {
        let title = format!("drop index {}", index.name);
        Operation::new(Rank::DropIndex, title, move |names: &Names| {
            let view = names.qualified(ObjectKind::View, &from.name);
            vec![index::drop(&view.sibling(index.name.clone()), &view, Building::Blocking)]
        })
        .leaving([key(to, index)])
        .freeing([slot(to, index)])
    });
    let new = to.indexes.iter().filter(|index| !from.indexes.contains(index)).map(|index| {
        let title = format!("create index {}", index.name);
        Operation::new(Rank::CreateIndex, title, move |_| index_of(to, index))
            .making([key(to, index)])
            .taking([slot(to, index)])
    });
    gone.chain(new).collect()
}
