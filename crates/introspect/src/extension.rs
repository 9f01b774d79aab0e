//! Extensions.

use icms_model::{Extension, Text};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::Draft;

/// Lists them, in order of their names.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let extension = Extension {
            name: draft.names.name(cells.take()?),
            namespace: Some(draft.names.name(cells.take()?)),
            version: Some(Text::from(cells.take::<&str>()?)),
            comment: cells.take::<Option<&str>>()?.map(Text::from),
        };
        draft.schema.extensions.insert(extension);
    }
    Ok(())
}
