//! Unique constraints.

use icms_model::{NullsDistinct, Unique};

use crate::constraint::Raw;
use crate::draft::{Draft, KeyIndex};

/// Gives a table a unique constraint.
pub fn read(raw: Raw<'_>, draft: &mut Draft) {
    let none = KeyIndex { include: Vec::new(), nulls: NullsDistinct::Distinct };
    let KeyIndex { include, nulls } = draft.keys.remove(&raw.index).unwrap_or(none);
    let Some(relation) = draft.relations.get_mut(&raw.table) else { return };
    let columns = relation.column_names(&raw.columns);
    let Some(table) = relation.table() else { return };
    let (name, deferrable, comment) = (raw.name, raw.deferrable, raw.comment);
    table.uniques.push(Unique { name, columns, include, nulls, deferrable, comment });
}
