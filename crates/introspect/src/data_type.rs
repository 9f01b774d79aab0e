//! Types and collations of columns, arguments and keys: each asked for once.

use std::collections::BTreeSet;

use icms_model::{DataType, QualifiedName};
use postgres::Row;
use postgres::types::Type;

use crate::cells::{Cells, Read};
use crate::draft::{Draft, KnownType};
use crate::fetch::{Reader, Rows};
use crate::query::Query;

/// The collation of the database, which most text has.
const DEFAULT_COLLATION: u32 = 100;

/// Asks for the types and collations that rows mention.
pub fn fetch(reader: &mut Reader<'_, '_>, rows: &Rows, draft: &mut Draft) -> Read<()> {
    let mut types = BTreeSet::new();
    let mut collations = BTreeSet::new();
    for row in rows.of(Query::Column) {
        types.insert((row.try_get(3)?, row.try_get(4)?));
        collations.insert(row.try_get(6)?);
    }
    for row in rows.of(Query::Index) {
        collations.extend(row.try_get::<_, Vec<u32>>(crate::index::COLLATIONS)?);
    }
    for row in rows.of(Query::Function) {
        types
            .extend(row.try_get::<_, Vec<u32>>(crate::function::ARGUMENTS)?.into_iter().map(|oid| (oid, -1)));
    }
    collations.retain(|&oid| oid != 0 && oid != DEFAULT_COLLATION);
    let (oids, modifiers): (Vec<u32>, Vec<i32>) = types.into_iter().unzip();
    let found = reader
        .rows(include_str!("data_type.sql"), &[(&oids, Type::OID_ARRAY), (&modifiers, Type::INT4_ARRAY)])?;
    read_types(&found, draft)?;
    if !collations.is_empty() {
        let oids: Vec<u32> = collations.into_iter().collect();
        let found = reader.rows(include_str!("collation.sql"), &[(&oids, Type::OID_ARRAY)])?;
        read_collations(&found, draft)?;
    }
    Ok(())
}

fn read_types(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let (oid, modifier): (u32, i32) = (cells.take()?, cells.take()?);
        let text: &str = cells.take()?;
        // with an empty search path only the server's own types come without a namespace
        let own = |name: &icms_sql::Name| QualifiedName::new("pg_catalog", name.clone());
        let data_type = DataType::parse(text, &own)
            .unwrap_or_else(|| DataType::named(QualifiedName::new("pg_catalog", text)));
        let known = KnownType { data_type, collation: cells.take()?, storage: cells.letter()? };
        draft.types.insert((oid, modifier), known);
    }
    Ok(())
}

fn read_collations(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid = cells.take()?;
        let namespace = draft.names.name(cells.take()?);
        let name = draft.names.name(cells.take()?);
        draft.collations.insert(oid, QualifiedName { namespace, name });
    }
    Ok(())
}
