//! Namespaces.

use icms_model::Namespace;
use icms_sql::Name;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::Draft;
use crate::{Options, class};

/// The SQL; it takes no parameter and is the first to run.
pub const SQL: &str = include_str!("namespace.sql");

/// A namespace of the database.
pub struct Found {
    oid: u32,
    name: Name,
    of_extension: bool,
}

/// The namespaces asked for.
pub fn choose(rows: &[Row], options: &Options) -> Read<Vec<Found>> {
    let mut chosen = Vec::new();
    for row in rows {
        let mut cells = Cells::of(row);
        let found =
            Found { oid: cells.take()?, name: Name::new(cells.take::<&str>()?), of_extension: cells.take()? };
        if options.covers(&found.name) {
            chosen.push(found);
        }
    }
    Ok(chosen)
}

/// Their oids.
pub fn oids(found: &[Found]) -> Vec<u32> {
    found.iter().map(|namespace| namespace.oid).collect()
}

/// Lists those that no extension made; objects of ours in the others are still seen.
pub fn read(found: Vec<Found>, draft: &mut Draft) {
    for Found { oid, name, of_extension } in found {
        if !of_extension {
            let comment = draft.comment(class::NAMESPACE, oid);
            draft.schema.namespaces.insert(Namespace { name: name.clone(), comment });
        }
        draft.namespaces.insert(oid, name);
    }
}
