//! Tables: which are ours, and what they say without their members.

use icms_model::Table;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::{Body, Draft, Relation};
use crate::option::options;
use crate::{class, sequence};

/// Tables in which migrations are recorded: ours and Prisma's. They are never part of a schema.
pub const LEDGERS: [&str; 4] = ["_icms_meta", "_icms_migrations", "_icms_steps", "_prisma_migrations"];

/// Notes every table by oid.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    draft.relations.reserve(rows.len());
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { continue };
        let (kind, persistence) = (cells.letter()?, cells.letter()?);
        let (partition, inherits, typed): (bool, bool, bool) = (cells.take()?, cells.take()?, cells.take()?);
        let body = if LEDGERS.contains(&name.name.as_str()) {
            Body::Hidden(name)
        } else if kind != 'r' || partition || inherits || typed {
            Body::Other(name)
        } else {
            let mut table = Table::new(name);
            table.persistence = sequence::persistence(persistence);
            table.options = options("", cells.take()?);
            table.options.extend(options("toast.", cells.take()?));
            table.options.sort();
            table.comment = draft.comment(class::RELATION, oid);
            Body::Table(table)
        };
        draft.relations.insert(oid, Relation::new(body));
    }
    Ok(())
}

/// Notes the tables of other namespaces that foreign keys refer to.
pub fn read_referenced(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let (namespace, name) = (draft.names.name(cells.take()?), draft.names.name(cells.take()?));
        let name = icms_model::QualifiedName { namespace, name };
        let (number, column) = (cells.take()?, draft.names.name(cells.take()?));
        let relation = draft.relations.entry(oid).or_insert_with(|| Relation::new(Body::Hidden(name)));
        relation.attributes.push(crate::column::bare(number, column));
    }
    Ok(())
}

/// Moves the tables of ours into the schema, members in their final order.
pub fn finish(draft: &mut Draft) {
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
