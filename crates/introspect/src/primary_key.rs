//! Primary keys.

use icms_model::PrimaryKey;

use crate::constraint::Raw;
use crate::draft::Draft;

/// Gives a table its primary key.
pub fn read(raw: Raw<'_>, draft: &mut Draft) {
    let Some(relation) = draft.relations.get_mut(&raw.table) else { return };
    let columns = relation.column_names(&raw.columns);
    let Some(table) = relation.table() else { return };
    table.primary_key = Some(PrimaryKey {
        name: raw.name,
        columns,
        include: draft.keys.remove(&raw.index).map(|index| index.include).unwrap_or_default(),
        deferrable: raw.deferrable,
        comment: raw.comment,
    });
}
