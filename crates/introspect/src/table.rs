//! Tables: which are ours, and what they say without their members.

use icms_model::{LEDGERS, QualifiedName, Table, Unmanaged};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::{Body, Draft, Relation};
use crate::option::options;
use crate::{class, sequence, unmanaged};

/// Notes every table by oid.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    draft.relations.reserve(rows.len());
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { continue };
        let body = body(&mut cells, oid, name, draft)?;
        draft.relations.insert(oid, Relation::new(body));
    }
    Ok(())
}

fn body(cells: &mut Cells<'_>, oid: u32, name: QualifiedName, draft: &mut Draft) -> Read<Body> {
    if LEDGERS.contains(&name.name.as_str()) {
        return Ok(Body::Hidden(name));
    }
    let persistence = sequence::persistence(cells.letter()?);
    let (shape, definition): (Option<&str>, Option<&str>) = (cells.take()?, cells.take()?);
    let mut options_of_table = options("", cells.take()?);
    options_of_table.extend(options("toast.", cells.take()?));
    options_of_table.sort();
    for setting in cells.take::<Option<Vec<Option<&str>>>>()?.unwrap_or_default().into_iter().flatten() {
        draft.schema.note_unmanaged(unmanaged::setting(&name, setting));
    }
    if let Some(kind) = shape {
        return Ok(Body::Other(unmanaged::of_table(&name, kind, None, definition), name));
    }
    let mut table = Table::new(name);
    table.persistence = persistence;
    table.options = options_of_table;
    table.comment = draft.comment(class::RELATION, oid);
    Ok(Body::Table(table))
}

/// Moves the tables of ours into the schema, members in their final order; the others to what is unmanaged.
pub fn finish(draft: &mut Draft) {
    list_others(draft);
    let relations = std::mem::take(&mut draft.relations);
    let mut tables: Vec<Table> = relations
        .into_values()
        .filter_map(|relation| {
            let Body::Table(mut table) = relation.body else { return None };
            table.columns = relation.attributes.into_iter().map(|a| a.column).collect();
            Some(table)
        })
        .collect();
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    for mut table in tables {
        table.uniques.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        draft.schema.tables.insert(table);
    }
}

fn list_others(draft: &mut Draft) {
    let oids: Vec<u32> = draft.other_tables().collect();
    for oid in oids {
        let depends = draft.depends(class::RELATION, oid);
        if let Some(Relation { body: Body::Other(other, _), .. }) = draft.relations.remove(&oid) {
            draft.schema.note_unmanaged(Unmanaged { depends, ..other });
        }
    }
}
