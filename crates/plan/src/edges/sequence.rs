//! Sequences stand in a namespace and may belong to a column.

use icms_model::SchemaObject;

use super::{Reason, World, column_key};
use crate::key::{Key, Part};

pub fn edges(world: &mut World<'_>) {
    for (_, sequence) in world.schema.sequences.iter() {
        world.lives_in(&sequence.path(), &sequence.name.namespace);
        let owner = Key::part(sequence.path(), Part::Owner);
        world.add(owner.clone(), Key::whole(sequence.path()), Reason::Owner);
        if let Some(of) = &sequence.owner {
            world.add(owner, column_key(&of.table, &of.column, Part::Whole), Reason::Owner);
        }
    }
}
