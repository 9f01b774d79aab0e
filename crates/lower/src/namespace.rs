//! Namespaces: those the datasource lists and those that blocks name.

use std::collections::BTreeSet;

use icms_model::{Namespace, ObjectKind, ObjectRef};
use icms_sql::Name;

use crate::context::Context;
use crate::model::Model;
use crate::output::Output;

/// Every namespace the schema names; it speaks about no other.
pub(crate) fn lower(context: &Context, models: &[Model], output: &mut Output) {
    let source = context.config.datasource.as_ref();
    let listed: Vec<Name> =
        source.and_then(|source| source.schemas.as_ref()).into_iter().flatten().map(Name::new).collect();
    let mut all: Vec<Name> = if listed.is_empty() { vec![context.default_namespace.clone()] } else { listed };
    all.extend(models.iter().map(|model| model.table.namespace.clone()));
    all.extend(context.enums.iter().map(|found| found.database.namespace.clone()));
    let mut seen: BTreeSet<Name> = BTreeSet::new();
    for name in all {
        if seen.insert(name.clone()) {
            if let Some(source) = source {
                output
                    .lowered
                    .origins
                    .note(ObjectRef::new(ObjectKind::Namespace, [name.clone()]), source.span);
            }
            output.lowered.schema.namespaces.insert(Namespace { name, comment: None });
        }
    }
    output.lowered.schema.scope.namespaces = Some(seen);
}
