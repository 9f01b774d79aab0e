//! Foreign keys need their columns and a key on the other side.

use std::collections::BTreeSet;

use icms_model::{ForeignKey, KeyPart, ObjectKind, ObjectRef, Table, Uniqueness};
use icms_sql::Name;

use super::{Reason, World};
use crate::key::Key;

pub fn edges(world: &mut World<'_>, table: &Table) {
    for key in &table.foreign_keys {
        let path = ObjectRef::member(ObjectKind::ForeignKey, &table.name, &key.name);
        world.stands_on(&path, &table.name, &key.columns);
        world.stands_on(&path, &key.references, &key.referenced);
        let referenced = world.schema.tables.named(&key.references).cloned();
        for candidate in referenced.iter().flat_map(|other| candidates(key, other)) {
            world.add(Key::whole(path.clone()), Key::whole(candidate), Reason::ReferencedKey);
        }
    }
}

/// The keys of the referenced table over exactly these columns: the server picks one of them.
pub fn candidates(key: &ForeignKey, referenced: &Table) -> Vec<ObjectRef> {
    let wanted: BTreeSet<&Name> = key.referenced.iter().collect();
    let fits = |columns: &[Name]| columns.iter().collect::<BTreeSet<_>>() == wanted;
    let path = |kind, name: &Name| ObjectRef::member(kind, &referenced.name, name);
    let primary = referenced.primary_key.iter().filter(|k| fits(&k.columns));
    let uniques = referenced.uniques.iter().filter(|u| fits(&u.columns));
    let indexes = referenced.indexes.iter().filter(|index| {
        let columns: Option<Vec<Name>> = index
            .keys
            .iter()
            .map(|key| match &key.part {
                KeyPart::Column(column) => Some(column.clone()),
                KeyPart::Expression(_) => None,
            })
            .collect();
        let unique = matches!(index.uniqueness, Uniqueness::Unique(_)) && index.predicate.is_none();
        unique && columns.is_some_and(|columns| fits(&columns))
    });
    primary
        .map(|k| path(ObjectKind::PrimaryKey, &k.name))
        .chain(uniques.map(|u| path(ObjectKind::Unique, &u.name)))
        .chain(indexes.map(|i| path(ObjectKind::Index, &i.name)))
        .collect()
}
