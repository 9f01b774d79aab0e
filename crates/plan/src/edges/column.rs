//! Columns need their table and type; defaults, identities and generated values need what they name.

use icms_model::{Column, DefaultValue, ObjectKind, ObjectRef, Table};

use super::{Reason, World};
use crate::key::{Key, Part};
use crate::mentions::mentions;

pub fn edges(world: &mut World<'_>, table: &Table) {
    for column in &table.columns {
        let path = ObjectRef::member(ObjectKind::Column, &table.name, &column.name);
        world.stands_on(&path, &table.name, []);
        if let Some(name) = column.data_type.user_type().and_then(|name| world.enumeration(name)) {
            world.add(Key::whole(path.clone()), Key::whole(name), Reason::Type);
        }
        if let Some(generated) = &column.generated {
            world.reads(&Key::whole(path.clone()), table, generated.expression.text());
        }
        default(world, column, &Key::part(path.clone(), Part::Default));
        let identity = Key::part(path.clone(), Part::Identity);
        let not_null = Key::part(path.clone(), Part::NotNull);
        world.add(not_null.clone(), Key::whole(path.clone()), Reason::NotNull);
        if column.identity.is_some() {
            world.add(identity, not_null, Reason::NotNull);
        }
    }
}

fn default(world: &mut World<'_>, column: &Column, key: &Key) {
    let Some(default) = &column.default else { return };
    world.add(key.clone(), Key::whole(key.object.clone()), Reason::Default);
    match default {
        DefaultValue::Nextval(sequence) => {
            let used = Key::whole(ObjectRef::qualified(ObjectKind::Sequence, sequence));
            world.add(key.clone(), used, Reason::Sequence);
        }
        DefaultValue::Expression(expression) => {
            let names = mentions(expression.text());
            world.calls(key, &names);
            for name in &names {
                for sequence in world.sequences.get(name.as_str()).cloned().unwrap_or_default() {
                    world.add(key.clone(), Key::whole(sequence), Reason::FunctionMentioned);
                }
            }
        }
        DefaultValue::Unspecified => {}
    }
}
