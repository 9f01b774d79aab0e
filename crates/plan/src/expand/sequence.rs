//! Sequences: before the defaults that use them, owned afterwards; `serial` columns bring theirs along.

use icms_ddl::{column, sequence};
use icms_model::change::{ObjectChange, SequenceAlteration, SequenceChange};
use icms_model::{Column, ObjectKind, ObjectRef, SchemaObject, Sequence, Table};

use super::{moved, steps_of_a_move, whole};
use crate::key::{Key, Part, Slot};
use crate::names::Names;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &SequenceChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => create(scene, &scene.goal.sequences[*id]),
        ObjectChange::Drop(id) => drop(scene, &scene.before.sequences[*id]),
        ObjectChange::Rename(pair) => {
            vec![rename(scene, &scene.before.sequences[pair.before], &scene.goal.sequences[pair.after])]
        }
        ObjectChange::Alter(pair, what) => {
            let (from, to) = (&scene.before.sequences[pair.before], &scene.goal.sequences[pair.after]);
            what.iter().map(|what| alter(scene, from, to, *what)).collect()
        }
    }
}

/// The new column that a new sequence belongs to and that `serial` writes in one word.
pub fn serial_column<'s>(scene: &Scene<'s>, object: &Sequence) -> Option<(&'s Table, &'s Column)> {
    let owner = object.owner.as_ref()?;
    let table = scene.goal.tables.named(&owner.table)?;
    let column = table.column(owner.column.as_str())?;
    let path = ObjectRef::member(ObjectKind::Column, &table.name, &column.name);
    let new = scene.matching.created.contains(&path) || scene.matching.created.contains(&table.path());
    let alone = scene.matching.created.contains(&object.path());
    (new && alone && column::serial_fits(&table.name, column, object)).then_some((table, column))
}

/// The sequence that a new column brings along as `serial`.
pub fn serial_of<'s>(scene: &Scene<'s>, table: &Table, column: &Column) -> Option<&'s Sequence> {
    let Some(icms_model::DefaultValue::Nextval(name)) = &column.default else { return None };
    let object = scene.goal.sequences.named(name)?;
    let (of, owner) = serial_column(scene, object)?;
    (of.name == table.name && owner.name == column.name).then_some(object)
}

fn create<'s>(scene: &Scene<'s>, object: &'s Sequence) -> Vec<Operation<'s>> {
    if serial_column(scene, object).is_some() {
        return Vec::new();
    }
    let title = format!("create {}", object.path());
    let create = Operation::new(Rank::Sequence, title, move |_| {
        std::iter::once(sequence::create(object)).chain(super::comment::on_sequence(object)).collect()
    })
    .making([whole(&object.path())])
    .taking([Slot::Relation(object.name.clone())]);
    let mut all = vec![create];
    if object.owner.is_some() {
        let fills = fills_existing(scene, object);
        all.push(own(object).followed_by_catching_up(object, fills));
    }
    all
}

/// Whether its column was there before and may hold values that the sequence must pass.
fn fills_existing(scene: &Scene<'_>, object: &Sequence) -> Fills {
    let Some(owner) = &object.owner else { return Fills::NewColumn };
    let path = ObjectRef::member(ObjectKind::Column, &owner.table, &owner.column);
    if scene.is_made(&path) { Fills::NewColumn } else { Fills::ExistingColumn }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fills {
    NewColumn,
    ExistingColumn,
}

fn own(object: &Sequence) -> Operation<'_> {
    let title = format!("set the owner of {}", object.path());
    Operation::new(Rank::AfterTable, title, move |_| {
        vec![sequence::set_owner(&object.name, object.owner.as_ref())]
    })
    .making([Key::part(object.path(), Part::Owner)])
}

impl<'s> Operation<'s> {
    fn followed_by_catching_up(mut self, object: &'s Sequence, fills: Fills) -> Self {
        if fills == Fills::ExistingColumn {
            self.text = crate::operation::Text::Statements(Box::new(move |_| {
                let owner = object.owner.as_ref();
                let catch_up = owner.map(|owner| sequence::catch_up(&owner.table, &owner.column));
                std::iter::once(sequence::set_owner(&object.name, owner)).chain(catch_up).collect()
            }));
        }
        self
    }
}

/// Its column or table takes an owned sequence along.
pub fn goes_along(scene: &Scene<'_>, object: &Sequence) -> bool {
    object.owner.as_ref().is_some_and(|owner| {
        let column = ObjectRef::member(ObjectKind::Column, &owner.table, &owner.column);
        scene.goes(&column) || scene.goes_with_table(&column)
    })
}

/// What goes with the columns that own sequences.
pub fn keys_within(scene: &Scene<'_>, table: &Table, column: Option<&Column>) -> Vec<Key> {
    let owned = scene.lookup.owned.get(&table.name).into_iter().flatten();
    let owned = owned.filter_map(|id| scene.before.sequences.get(*id)).filter(|s| {
        s.owner.as_ref().is_some_and(|owner| column.is_none_or(|column| owner.column == column.name))
    });
    owned.filter(|s| scene.goes(&s.path())).flat_map(|s| keys(scene, s)).collect()
}

fn keys(scene: &Scene<'_>, object: &Sequence) -> [Key; 2] {
    let path = scene.matching.after(&object.path());
    [whole(&path), Key::part(path, Part::Owner)]
}

fn drop<'s>(scene: &Scene<'s>, object: &'s Sequence) -> Vec<Operation<'s>> {
    if goes_along(scene, object) {
        return Vec::new();
    }
    let title = format!("drop {}", object.path());
    let drop = Operation::new(Rank::DropRest, title, move |names: &Names| {
        vec![sequence::drop(&names.qualified(ObjectKind::Sequence, &object.name))]
    });
    vec![drop.leaving(keys(scene, object)).freeing([slot(scene, object)])]
}

fn slot(scene: &Scene<'_>, before: &Sequence) -> Slot {
    let namespace = scene.matching.namespace(&before.name.namespace);
    Slot::Relation(icms_model::QualifiedName { namespace, name: before.name.name.clone() })
}

fn rename<'s>(scene: &Scene<'s>, from: &'s Sequence, to: &'s Sequence) -> Operation<'s> {
    let title = format!("rename {} to {}", from.path(), to.name);
    Operation::new(Rank::Rename, title, move |names: &Names| {
        let now = names.qualified(ObjectKind::Sequence, &from.name);
        steps_of_a_move(&now, &to.name, sequence::set_namespace, sequence::rename)
    })
    .settling([whole(&to.path())])
    .freeing([slot(scene, from)])
    .taking([Slot::Relation(to.name.clone())])
    .moving(moved(from.path(), to.path()))
}

fn alter<'s>(
    scene: &Scene<'s>,
    from: &'s Sequence,
    to: &'s Sequence,
    what: SequenceAlteration,
) -> Operation<'s> {
    let title = format!("alter {}", to.path());
    let needed = [whole(&to.path())];
    match what {
        SequenceAlteration::Options => Operation::new(Rank::Sequence, title, move |_| {
            sequence::set_options(&to.name, &from.options, &to.options)
        })
        .needing(needed),
        SequenceAlteration::Persistence => Operation::new(Rank::Sequence, title, move |_| {
            vec![sequence::set_persistence(&to.name, to.persistence)]
        })
        .needing(needed),
        // Before a column goes, its sequence must be another's.
        SequenceAlteration::Owner => {
            own(to).leaving([Key::part(scene.matching.after(&from.path()), Part::Owner)]).needing(needed)
        }
    }
}
