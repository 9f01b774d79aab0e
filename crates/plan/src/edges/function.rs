//! Functions need the types and relations of their signature, and what the catalogue says they use.

use icms_model::SchemaObject;

use super::{Reason, World};
use crate::key::Key;
use crate::mentions::mentions;

pub fn edges(world: &mut World<'_>) {
    for (_, function) in world.schema.functions.iter() {
        let path = function.path();
        world.lives_in(&path, &function.signature.name.namespace);
        let types = function.signature.arguments.iter().filter_map(icms_model::DataType::user_type);
        for name in types.filter_map(|name| world.enumeration(name)).collect::<Vec<_>>() {
            world.add(Key::whole(path.clone()), Key::whole(name), Reason::Signature);
        }
        for used in &function.depends {
            world.add(Key::whole(path.clone()), Key::whole(used.clone()), Reason::Signature);
        }
        let names = mentions(&format!("{} {}", function.parts.arguments, function.parts.result));
        for name in &names {
            let relations = world.relations.get(name.as_str()).cloned().unwrap_or_default();
            let enums = world.enums.get(name.as_str()).cloned().unwrap_or_default();
            for used in relations.into_iter().chain(enums) {
                world.add(Key::whole(path.clone()), Key::whole(used), Reason::SignatureMentioned);
            }
        }
    }
}
