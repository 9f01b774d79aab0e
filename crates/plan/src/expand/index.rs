//! Indexes of tables: dropped before, created after what changes under them.

use icms_ddl::index::{self, Building};
use icms_model::change::{IndexChange, ObjectChange};
use icms_model::{Index, ObjectKind, ObjectRef};

use super::constraint::{Paths, paths};
use super::{moved, whole};
use crate::key::Slot;
use crate::names::Names;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &IndexChange) -> Vec<Operation<'s>> {
    let found = match (paths(scene, change), change) {
        (Paths::Create(after), _) => add(scene, &after),
        (Paths::Drop(before), _) => drop(scene, &before),
        (Paths::Rename(from, to), _) => rename(scene, from, to),
        (Paths::Alter(before, after), ObjectChange::Alter(..)) if !scene.is_made(&after) => {
            alter(scene, &before, &after)
        }
        (Paths::Alter(..), _) => None,
    };
    found.into_iter().collect()
}

/// `DROP INDEX`, unless its table or one of its columns takes it along.
pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<Index>(before)?;
    let along =
        scene.goes(before) && super::column::goes_along(scene, table, ObjectKind::Index, &object.name);
    if scene.goes_with_table(before) || along {
        return None;
    }
    let after = scene.table_name_after(&table.name);
    let drop = Operation::new(Rank::DropIndex, format!("drop {before}"), move |names: &Names| {
        let table_now = names.table(&table.name);
        let name = names.member(ObjectKind::Index, &table.name, &object.name);
        vec![index::drop(&table_now.sibling(name), &table_now, Building::Blocking)]
    });
    let slot = Slot::Relation(after.sibling(object.name.clone()));
    Some(drop.leaving([whole(&scene.matching.after(before))]).freeing([slot]))
}

/// `CREATE INDEX`.
pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_after::<Index>(after)?;
    let create = Operation::new(Rank::CreateIndex, format!("create {after}"), move |_| {
        let comment = super::comment::on_index(&table.name.namespace, object);
        std::iter::once(index::create(object, &table.name, Building::Blocking)).chain(comment).collect()
    });
    let slot = Slot::Relation(table.name.sibling(object.name.clone()));
    Some(create.making([whole(after)]).taking([slot]))
}

fn rename<'s>(scene: &Scene<'s>, from: ObjectRef, to: ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<Index>(&from)?;
    let (table_after, after) = scene.member_after::<Index>(&to)?;
    let text = move |names: &Names| {
        let name = names.member(ObjectKind::Index, &table.name, &object.name);
        vec![index::rename(&names.table(&table.name).sibling(name), &after.name)]
    };
    Some(
        Operation::new(Rank::Rename, format!("rename {from} to {}", after.name), text)
            .settling([whole(&to)])
            .freeing([Slot::Relation(table_after.name.sibling(object.name.clone()))])
            .taking([Slot::Relation(table_after.name.sibling(after.name.clone()))])
            .moving(moved(from, to)),
    )
}

fn alter<'s>(scene: &Scene<'s>, before: &ObjectRef, after: &ObjectRef) -> Option<Operation<'s>> {
    let (_, from) = scene.member_before::<Index>(before)?;
    let (table, to) = scene.member_after::<Index>(after)?;
    let text = move |_: &Names| index::set_options(&table.name.sibling(to.name.clone()), from, to);
    Some(Operation::new(Rank::CreateIndex, format!("alter {after}"), text).needing([whole(after)]))
}
