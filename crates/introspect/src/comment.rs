//! Comments on objects.

use icms_model::Text;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::Draft;

/// Notes them by object, for the objects to take.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let key = (cells.take()?, cells.take()?, cells.take()?);
        draft.comments.insert(key, Text::from(cells.take::<&str>()?));
    }
    Ok(())
}
