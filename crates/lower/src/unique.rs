//! Unique constraints: only where an `.icms` file asks for one.

use icms_model::{ObjectKind, ObjectRef, Unique};

use crate::index::column_names;
use crate::key::{KeyKind, UniqueForm};
use crate::model::Model;
use crate::output::Output;

/// The unique constraints of a table.
pub(crate) fn lower(model: &Model, output: &mut Output) -> Vec<Unique> {
    let mut uniques = Vec::new();
    for key in &model.keys {
        if key.kind != KeyKind::Unique || key.form != UniqueForm::Constraint {
            continue;
        }
        let path = ObjectRef::member(ObjectKind::Unique, &model.table, &key.name);
        output.lowered.origins.note(path, key.attribute.span);
        uniques.push(Unique {
            name: key.name.clone(),
            columns: column_names(model, &key.fields().unwrap_or_default()),
            include: column_names(model, &key.include),
            nulls: key.nulls,
            deferrable: key.deferrable,
            comment: None,
        });
    }
    uniques
}
