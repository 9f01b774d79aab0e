//! Extensions stand in a namespace.

use icms_model::SchemaObject;

use super::World;

pub fn edges(world: &mut World<'_>) {
    for (_, extension) in world.schema.extensions.iter() {
        if let Some(namespace) = &extension.namespace {
            world.lives_in(&extension.path(), namespace);
        }
    }
}
