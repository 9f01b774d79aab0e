//! Primary keys.

use icms_model::{ObjectKind, PrimaryKey, Table};

use crate::index::column_names;
use crate::model::Model;
use crate::output::Places;

/// Puts the primary key into its table; its columns refuse NULL from then on.
pub(crate) fn lower(model: &Model, table: &mut Table, places: &mut Places) {
    let Some(key) = model.id() else { return };
    let columns = column_names(model, &key.fields().unwrap_or_default());
    for name in &columns {
        if let Some(column) = table.column_mut(name.as_str()) {
            column.not_null = true;
        }
    }
    places.push((ObjectKind::PrimaryKey, key.name.clone(), key.attribute.span));
    table.primary_key = Some(PrimaryKey {
        name: key.name.clone(),
        columns,
        include: column_names(model, &key.include),
        deferrable: key.deferrable,
        comment: key.comment.clone(),
    });
}
