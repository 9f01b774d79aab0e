//! Renames in a ring (a to b, b to a): one of them steps aside under a temporary name first.

use std::collections::BTreeMap;

use icms_ddl::{Statement, namespace};
use icms_ddl::{column, enumeration, function, index, sequence, table, view};
use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;

use crate::key::{Slot, qualified};
use crate::names::{Move, Names, free_name};
use crate::operation::{Operation, Rank};
use crate::scene::{self, Scene};

/// Adds what breaks the rings among renames.
pub fn break_rings<'s>(scene: &Scene<'s>, operations: &mut Vec<Operation<'s>>) {
    let mut added = Vec::new();
    while let Some(place) = in_a_ring(operations) {
        let Some(operation) = operations.get_mut(place) else { break };
        let Some(object) = operation.moves.first().map(|renamed| renamed.object.clone()) else { break };
        let freed = std::mem::take(&mut operation.frees);
        operation.takes.push(Slot::Aside(object.clone()));
        let Some(aside) = step_aside(scene, &object) else { continue };
        added.push(aside.serving(operation.changes.clone()).freeing(freed).freeing([Slot::Aside(object)]));
    }
    operations.extend(added);
}

/// The first rename whose name is taken, through others, by one that waits for it.
fn in_a_ring(operations: &[Operation<'_>]) -> Option<usize> {
    let renames: Vec<usize> = (0..operations.len()).filter(|&at| !operations[at].moves.is_empty()).collect();
    let mut takers: BTreeMap<&Slot, usize> = BTreeMap::new();
    for &at in &renames {
        takers.extend(operations[at].takes.iter().map(|slot| (slot, at)));
    }
    renames.iter().copied().find(|&start| {
        let mut at = start;
        for _ in 0..renames.len() {
            let Some(&next) = operations[at].frees.iter().find_map(|slot| takers.get(slot)) else {
                return false;
            };
            if next == start {
                return true;
            }
            at = next;
        }
        false
    })
}

fn step_aside<'s>(scene: &Scene<'s>, object: &ObjectRef) -> Option<Operation<'s>> {
    let temporary = temporary(scene, object)?;
    let (from, to) = (object.clone(), temporary.path.last()?.clone());
    let (before, goal) = (scene.before, temporary.clone());
    let rename = Operation::new(Rank::Rename, format!("set aside {object}"), move |names: &Names| {
        statement(before, names, &from, &to).into_iter().collect()
    });
    Some(rename.moving(Move { object: object.clone(), to: goal }))
}

/// A path that nothing has.
fn temporary(scene: &Scene<'_>, object: &ObjectRef) -> Option<ObjectRef> {
    let local = object.path.last()?;
    let bare = local.as_str().split_once('(').map_or(local.as_str(), |(name, _)| name);
    let in_scope = QualifiedName::new(object.path.first()?.clone(), bare);
    let taken = |candidate: &QualifiedName| is_taken(scene, object, &candidate.name);
    let name = free_name(&in_scope, "aside", taken).name;
    let mut path = scene.matching.after(object);
    *path.path.last_mut()? = name;
    Some(path)
}

fn is_taken(scene: &Scene<'_>, object: &ObjectRef, name: &Name) -> bool {
    [scene.before, scene.goal].iter().any(|schema| {
        let relation = schema.tables.iter().any(|(_, t)| {
            let members =
                t.columns.iter().any(|c| c.name == *name) || t.indexes.iter().any(|i| i.name == *name);
            t.name.name == *name || (members && object.path.len() > 2)
        });
        relation
            || schema.views.iter().any(|(_, v)| v.name.name == *name)
            || schema.sequences.iter().any(|(_, s)| s.name.name == *name)
            || schema.enums.iter().any(|(_, e)| e.name.name == *name)
            || schema.functions.iter().any(|(_, f)| f.signature.name.name == *name)
    })
}

fn statement(before: &icms_model::Schema, names: &Names, object: &ObjectRef, to: &Name) -> Option<Statement> {
    let name = qualified(object);
    let member = || Some((names.table(&object.table()?), object.path.last()?));
    Some(match object.kind {
        ObjectKind::Namespace => namespace::rename(object.path.last()?, to),
        ObjectKind::Enum => enumeration::rename(&names.qualified(object.kind, &name?), to),
        ObjectKind::Sequence => sequence::rename(&names.qualified(object.kind, &name?), to),
        ObjectKind::Table => table::rename(&names.table(&name?), to),
        ObjectKind::View => {
            let kind = scene::view(before, object)?.kind;
            view::rename(kind, &names.qualified(object.kind, &name?), to)
        }
        ObjectKind::Function => {
            let found = scene::function(before, object)?;
            function::rename(found.kind, &names.signature(object, &found.signature), to)
        }
        ObjectKind::Column => {
            let (table, column) = member()?;
            column::rename(&table, column, to)
        }
        ObjectKind::Index => {
            let (table, index) = member()?;
            index::rename(&table.sibling(index.clone()), to)
        }
        ObjectKind::PrimaryKey | ObjectKind::Unique | ObjectKind::Check | ObjectKind::ForeignKey => {
            let (table, constraint) = member()?;
            table::rename_constraint(&table, constraint, to)
        }
        ObjectKind::Extension | ObjectKind::Comment => return None,
    })
}
