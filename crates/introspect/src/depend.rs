//! What views, functions and unmanaged objects use.

use std::collections::BTreeSet;

use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;
use postgres::Row;
use postgres::types::Type;

use crate::cells::{Cells, Read};
use crate::draft::Draft;
use crate::fetch::{Reader, Rows};
use crate::query::Query;
use crate::{class, unmanaged};

/// The used object as the catalogue names it.
struct Used {
    class: u32,
    oid: u32,
    name: Option<QualifiedName>,
    member: Option<Name>,
    relation: char,
    data_type: char,
    constraint: char,
    extension: Option<Name>,
}

/// Asks for what the objects in the rows use. Nothing is asked where there are none, as in most databases.
pub fn fetch(reader: &mut Reader<'_, '_>, rows: &Rows, draft: &Draft) -> Read<Vec<Row>> {
    let mut users = BTreeSet::new();
    for row in rows.of(Query::View) {
        users.insert((class::RELATION, row.try_get(0)?));
    }
    for row in rows.of(Query::Function) {
        users.insert((class::FUNCTION, row.try_get(0)?));
    }
    for row in rows.of(Query::Unmanaged) {
        users.insert((row.try_get(unmanaged::OBJECT.0)?, row.try_get(unmanaged::OBJECT.1)?));
    }
    users.extend(draft.other_tables().map(|oid| (class::RELATION, oid)));
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let (classes, oids): (Vec<u32>, Vec<u32>) = users.into_iter().unzip();
    reader.rows(include_str!("depend.sql"), &[(&classes, Type::OID_ARRAY), (&oids, Type::OID_ARRAY)])
}

/// Notes them by user, sorted.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let user: (u32, u32) = (cells.take()?, cells.take()?);
        let used = used(&mut cells, draft)?;
        let objects = objects(used, draft);
        draft.depends.entry(user).or_default().extend(objects);
    }
    for list in draft.depends.values_mut() {
        list.sort();
        list.dedup();
    }
    Ok(())
}

fn used(cells: &mut Cells<'_>, draft: &mut Draft) -> Read<Used> {
    let (class, oid) = (cells.take()?, cells.take()?);
    let mut name = |cells: &mut Cells<'_>| -> Read<Option<Name>> {
        Ok(cells.take::<Option<&str>>()?.map(|text| draft.names.name(text)))
    };
    let qualified = name(cells)?.zip(name(cells)?);
    Ok(Used {
        class,
        oid,
        name: qualified.map(|(namespace, name)| QualifiedName { namespace, name }),
        member: name(cells)?,
        relation: cells.letter()?,
        data_type: cells.letter()?,
        constraint: cells.letter()?,
        extension: name(cells)?,
    })
}

/// By the words of the model: a column comes with its table, an object of an extension is the extension.
fn objects(used: Used, draft: &Draft) -> Vec<ObjectRef> {
    if let Some(extension) = used.extension {
        return vec![ObjectRef::new(ObjectKind::Extension, [extension])];
    }
    if used.class == class::FUNCTION {
        return draft.functions.get(&used.oid).cloned().into_iter().collect();
    }
    let Some(name) = used.name else { return Vec::new() };
    let whole = match (used.relation, used.data_type) {
        ('r' | 'p' | 'f', _) => ObjectKind::Table,
        ('v' | 'm', _) => ObjectKind::View,
        ('S', _) => ObjectKind::Sequence,
        (_, 'e') => ObjectKind::Enum,
        _ => return Vec::new(),
    };
    let mut objects = vec![ObjectRef::qualified(whole, &name)];
    if let (ObjectKind::Table, Some(member)) = (whole, used.member) {
        let kind = match used.constraint {
            '\0' => ObjectKind::Column,
            'p' => ObjectKind::PrimaryKey,
            'u' => ObjectKind::Unique,
            'f' => ObjectKind::ForeignKey,
            _ => ObjectKind::Check,
        };
        objects.push(ObjectRef::member(kind, &name, &member));
    }
    objects
}
