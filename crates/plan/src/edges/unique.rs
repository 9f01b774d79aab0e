//! Unique constraints need their columns.

use icms_model::{ObjectKind, ObjectRef, Table};

use super::World;

pub fn edges(world: &mut World<'_>, table: &Table) {
    for unique in &table.uniques {
        let path = ObjectRef::member(ObjectKind::Unique, &table.name, &unique.name);
        world.stands_on(&path, &table.name, unique.columns.iter().chain(&unique.include));
    }
}
