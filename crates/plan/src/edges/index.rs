//! Indexes need their columns and what their expressions name.

use icms_model::{Index, KeyPart, ObjectKind, ObjectRef, Table};
use icms_sql::Name;

use super::World;
use crate::key::Key;

pub fn edges(world: &mut World<'_>, table: &Table) {
    for index in &table.indexes {
        let path = ObjectRef::member(ObjectKind::Index, &table.name, &index.name);
        world.stands_on(&path, &table.name, columns(index));
        for text in expressions(index) {
            world.reads(&Key::whole(path.clone()), table, text);
        }
    }
}

/// The columns an index names as such.
pub fn columns(index: &Index) -> impl Iterator<Item = &Name> {
    let keys = index.keys.iter().filter_map(|key| match &key.part {
        KeyPart::Column(column) => Some(column),
        KeyPart::Expression(_) => None,
    });
    keys.chain(&index.include)
}

/// The texts of an index: expressions and the predicate.
pub fn expressions(index: &Index) -> impl Iterator<Item = &str> {
    let keys = index.keys.iter().filter_map(|key| match &key.part {
        KeyPart::Column(_) => None,
        KeyPart::Expression(expression) => Some(expression.text()),
    });
    keys.chain(index.predicate.iter().map(icms_model::Expr::text))
}
