//! Unique constraints: only where an `.icms` file asks for one.

use icms_model::{ObjectKind, Unique};

use crate::index::column_names;
use crate::key::{KeyKind, UniqueForm};
use crate::model::Model;
use crate::output::Places;

/// The unique constraints of a table.
pub(crate) fn lower(model: &Model, places: &mut Places) -> Vec<Unique> {
    let mut uniques = Vec::new();
    for key in &model.keys {
        if key.kind != KeyKind::Unique || key.form != UniqueForm::Constraint {
            continue;
        }
        places.push((ObjectKind::Unique, key.name.clone(), key.attribute.span));
        uniques.push(Unique {
            name: key.name.clone(),
            columns: column_names(model, &key.fields().unwrap_or_default()),
            include: column_names(model, &key.include),
            nulls: key.nulls,
            deferrable: key.deferrable,
            comment: key.comment.clone(),
        });
    }
    uniques
}
