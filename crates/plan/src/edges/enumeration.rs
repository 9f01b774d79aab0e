//! Enums stand in a namespace.

use icms_model::SchemaObject;

use super::World;

pub fn edges(world: &mut World<'_>) {
    for (_, enumeration) in world.schema.enums.iter() {
        world.lives_in(&enumeration.path(), &enumeration.name.namespace);
    }
}
