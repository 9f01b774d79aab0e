//! Checks need what their expression names.

use icms_model::{ObjectKind, ObjectRef, Table};

use super::World;
use crate::key::Key;

pub fn edges(world: &mut World<'_>, table: &Table) {
    for check in &table.checks {
        let path = ObjectRef::member(ObjectKind::Check, &table.name, &check.name);
        world.stands_on(&path, &table.name, []);
        world.reads(&Key::whole(path), table, check.expression.text());
    }
}
