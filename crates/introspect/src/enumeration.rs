//! Enums.

use icms_model::Enum;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::class;
use crate::draft::Draft;

/// Lists them, in order of their names.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    let mut enums = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { continue };
        let values: Vec<&str> = cells.take()?;
        let values = values.into_iter().map(|value| draft.names.name(value)).collect();
        enums.push(Enum { name, values, comment: draft.comment(class::TYPE, oid) });
    }
    enums.sort_by(|a, b| a.name.cmp(&b.name));
    for one in enums {
        draft.schema.enums.insert(one);
    }
    Ok(())
}
