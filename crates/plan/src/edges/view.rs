//! Views need what they read; indexes of materialized views need their view.

use icms_model::{ObjectKind, ObjectRef, SchemaObject, View};

use super::{Reason, World};
use crate::key::Key;
use crate::mentions::mentions;

pub fn edges(world: &mut World<'_>) {
    for (_, view) in world.schema.views.iter() {
        let path = view.path();
        world.lives_in(&path, &view.name.namespace);
        for used in &view.depends {
            world.add(Key::whole(path.clone()), Key::whole(used.clone()), Reason::Reads);
        }
        columns_of_tables(world, view);
        for index in &view.indexes {
            let member = ObjectRef::member(ObjectKind::Index, &view.name, &index.name);
            world.add(Key::whole(member), Key::whole(path.clone()), Reason::Table);
        }
    }
}

/// Where only the tables are known: their columns that the query names, or all where it says `*`.
fn columns_of_tables(world: &mut World<'_>, view: &View) {
    let names = mentions(view.query.text());
    world.calls(&Key::whole(view.path()), &names);
    for used in view.depends.iter().filter(|used| used.kind == ObjectKind::Table) {
        let Some(name) = used.table() else { continue };
        let known =
            view.depends.iter().any(|d| d.kind == ObjectKind::Column && d.table().as_ref() == Some(&name));
        let Some(table) = world.schema.tables.named(&name).filter(|_| !known).cloned() else { continue };
        let everything = view.query.text().contains('*');
        for column in table.columns.iter().filter(|c| everything || names.contains(c.name.as_str())) {
            let used = ObjectRef::member(ObjectKind::Column, &name, &column.name);
            world.add(Key::whole(view.path()), Key::whole(used), Reason::ColumnMentioned);
        }
    }
}
