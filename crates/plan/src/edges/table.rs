//! Tables stand in a namespace.

use icms_model::{SchemaObject, Table};

use super::World;

pub fn edges(world: &mut World<'_>, table: &Table) {
    world.lives_in(&table.path(), &table.name.namespace);
}
