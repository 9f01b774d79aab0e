//! Enums: values added at their place or renamed; removed or moved ones need another type in its place.

use icms_ddl::enumeration::{self, Place};
use icms_model::change::{EnumChange, ObjectChange};
use icms_model::{Enum, ObjectKind, ObjectRef, Pair, QualifiedName, SchemaObject};
use icms_sql::Name;

use super::{moved, steps_of_a_move, whole};
use crate::key::Slot;
use crate::names::Names;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &EnumChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => vec![create(&scene.goal.enums[*id])],
        ObjectChange::Drop(id) => vec![drop(scene, &scene.before.enums[*id])],
        ObjectChange::Rename(pair) => {
            vec![rename(scene, &scene.before.enums[pair.before], &scene.goal.enums[pair.after])]
        }
        ObjectChange::Alter(pair, what) => {
            let (before, after) = (&scene.before.enums[pair.before], &scene.goal.enums[pair.after]);
            if needs_rebuild(before, after, &what.renamed) {
                rebuild(scene, before, after, what.renamed.clone())
            } else {
                add_and_rename(scene, before, after, &what.renamed)
            }
        }
    }
}

/// Whether a value goes or values change places: then the type is built anew.
pub fn needs_rebuild(before: &Enum, after: &Enum, renamed: &[Pair<Name>]) -> bool {
    let mut rest = after.values.iter();
    // The values before must stand in the list afterwards in the same order.
    !renamed_values(before, renamed).iter().all(|value| rest.any(|other| other == value))
}

fn renamed_values(before: &Enum, renamed: &[Pair<Name>]) -> Vec<Name> {
    let now = |value: &Name| {
        let found = renamed.iter().find(|pair| pair.before == *value);
        found.map_or_else(|| value.clone(), |pair| pair.after.clone())
    };
    before.values.iter().map(now).collect()
}

fn create(object: &Enum) -> Operation<'_> {
    Operation::new(Rank::Type, format!("create {}", object.path()), move |_| {
        std::iter::once(enumeration::create(object)).chain(super::comment::on_enum(object)).collect()
    })
    .making([whole(&object.path())])
    .taking([Slot::Type(object.name.clone())])
}

fn drop<'s>(scene: &Scene<'s>, object: &'s Enum) -> Operation<'s> {
    Operation::new(Rank::DropRest, format!("drop {}", object.path()), move |names: &Names| {
        vec![enumeration::drop(&names.qualified(ObjectKind::Enum, &object.name))]
    })
    .leaving([whole(&scene.matching.after(&object.path()))])
    .freeing([slot(scene, object)])
}

fn slot(scene: &Scene<'_>, before: &Enum) -> Slot {
    let namespace = scene.matching.namespace(&before.name.namespace);
    Slot::Type(QualifiedName { namespace, name: before.name.name.clone() })
}

fn rename<'s>(scene: &Scene<'s>, from: &'s Enum, to: &'s Enum) -> Operation<'s> {
    let title = format!("rename {} to {}", from.path(), to.name);
    Operation::new(Rank::Rename, title, move |names: &Names| {
        let now = names.qualified(ObjectKind::Enum, &from.name);
        steps_of_a_move(&now, &to.name, enumeration::set_namespace, enumeration::rename)
    })
    .settling([whole(&to.path())])
    .freeing([slot(scene, from)])
    .taking([Slot::Type(to.name.clone())])
    .moving(moved(from.path(), to.path()))
}

/// One operation per value, renames first; each new value before the next one that was there.
fn add_and_rename<'s>(
    scene: &Scene<'s>,
    before: &'s Enum,
    after: &'s Enum,
    renamed: &[Pair<Name>],
) -> Vec<Operation<'s>> {
    let mut all = Vec::new();
    let key = whole(&after.path());
    if !renamed.is_empty() {
        all.push(rename_values(after, renamed.to_vec()).settling([key.clone()]));
    }
    let known = renamed_values(before, renamed);
    for (at, value) in after.values.iter().enumerate().filter(|(_, value)| !known.contains(value)) {
        let next = after.values.iter().skip(at).find(|value| known.contains(value));
        let place = next.map_or(Place::Last, |next| Place::Before(next.clone()));
        // A value that is used at once must be committed first.
        let rank = if scene.strings.contains(value.as_str()) { Rank::CommittedValue } else { Rank::Type };
        let title = format!("add value {value} to {}", after.path());
        let add =
            Operation::new(rank, title, move |_| vec![enumeration::add_value(&after.name, value, &place)]);
        all.push(add.making([key.clone()]));
    }
    all
}

fn rename_values(after: &Enum, renamed: Vec<Pair<Name>>) -> Operation<'_> {
    Operation::new(Rank::Rename, format!("rename values of {}", after.path()), move |_| {
        renamed.iter().map(|pair| enumeration::rename_value(&after.name, &pair.before, &pair.after)).collect()
    })
}

/// The old type steps aside, the new one takes its name, columns move over (forced elsewhere), the old one goes.
fn rebuild<'s>(
    scene: &Scene<'s>,
    before: &'s Enum,
    after: &'s Enum,
    renamed: Vec<Pair<Name>>,
) -> Vec<Operation<'s>> {
    let aside = aside_name(scene, &after.name);
    let (aside_for_rename, key) = (aside.clone(), whole(&after.path()));
    let set_aside =
        Operation::new(Rank::Type, format!("set aside {}", before.path()), move |names: &Names| {
            let now = names.qualified(ObjectKind::Enum, &before.name);
            let values =
                renamed.iter().map(|pair| enumeration::rename_value(&now, &pair.before, &pair.after));
            values.chain([enumeration::rename(&now, &aside_for_rename.name)]).collect()
        })
        .freeing([slot(scene, before)])
        .moving(moved(before.path(), ObjectRef::qualified(ObjectKind::Enum, &aside)));
    let shown = aside.clone();
    let retire = Operation::new(Rank::DropRest, format!("drop the old {}", before.path()), move |_| {
        vec![enumeration::drop(&shown)]
    })
    .retiring([key]);
    vec![set_aside, create(after), retire]
}

/// A name that no type has on either side.
fn aside_name(scene: &Scene<'_>, name: &QualifiedName) -> QualifiedName {
    let taken = |candidate: &QualifiedName| {
        let both = [scene.before, scene.goal];
        both.iter().any(|s| s.enums.find(candidate).is_some() || s.tables.find(candidate).is_some())
    };
    crate::names::free_name(name, "old", taken)
}
