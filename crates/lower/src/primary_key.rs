//! Primary keys.

use icms_model::{ObjectKind, ObjectRef, PrimaryKey, Table};

use crate::index::column_names;
use crate::model::Model;
use crate::output::Output;

/// Puts the primary key into its table; its columns refuse NULL from then on.
pub(crate) fn lower(model: &Model, table: &mut Table, output: &mut Output) {
    let Some(key) = model.id() else { return };
    let columns = column_names(model, &key.fields().unwrap_or_default());
    for name in &columns {
        if let Some(column) = table.column_mut(name.as_str()) {
            column.not_null = true;
        }
    }
    let path = ObjectRef::member(ObjectKind::PrimaryKey, &model.table, &key.name);
    output.lowered.origins.note(path, key.attribute.span);
    table.primary_key = Some(PrimaryKey {
        name: key.name.clone(),
        columns,
        include: column_names(model, &key.include),
        deferrable: key.deferrable,
        comment: None,
    });
}
