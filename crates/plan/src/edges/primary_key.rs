//! Primary keys need their columns, and these refuse NULL.

use icms_model::{ObjectKind, ObjectRef, Table};

use super::{Reason, World, column_key};
use crate::key::{Key, Part};

pub fn edges(world: &mut World<'_>, table: &Table) {
    let Some(key) = &table.primary_key else { return };
    let path = ObjectRef::member(ObjectKind::PrimaryKey, &table.name, &key.name);
    world.stands_on(&path, &table.name, key.columns.iter().chain(&key.include));
    for column in &key.columns {
        world.add(Key::whole(path.clone()), column_key(&table.name, column, Part::NotNull), Reason::NotNull);
    }
}
