//! Namespaces: those the datasource lists and those that blocks name.

use std::collections::BTreeSet;

use icms_model::{Namespace, ObjectKind, ObjectRef};
use icms_sql::Name;
use icms_syntax::Dialect;

use crate::context::Context;
use crate::declared::BlockKind;
use crate::model::Model;
use crate::output::Output;

/// Every namespace the schema names; it speaks about no other.
pub(crate) fn lower(context: &Context, models: &[Model], output: &mut Output) {
    let source = context.config.datasource.as_ref();
    let listed: Vec<Name> =
        source.and_then(|source| source.schemas.as_ref()).into_iter().flatten().map(Name::new).collect();
    let mut used = used(context, models);
    if listed.is_empty() {
        used.insert(context.default_namespace.clone());
    }
    let all = listed.into_iter().chain(used.iter().cloned());
    let mut seen: BTreeSet<Name> = BTreeSet::new();
    for name in all {
        if seen.insert(name.clone()) && (context.dialect == Dialect::Icms || used.contains(&name)) {
            if let Some(source) = source {
                output
                    .lowered
                    .origins
                    .note(ObjectRef::new(ObjectKind::Namespace, [name.clone()]), source.span);
            }
            let comments = source.map(|source| source.schema_comments.as_slice()).unwrap_or_default();
            let comment =
                comments.iter().find(|(of, _)| name == *of.as_str()).map(|(_, text)| text.as_str().into());
            output.lowered.schema.namespaces.insert(Namespace { name, comment });
        }
    }
    output.lowered.schema.scope.namespaces = Some(seen);
}

/// Those with a table or type in them. Prisma makes no other, whatever its datasource lists.
fn used(context: &Context, models: &[Model]) -> BTreeSet<Name> {
    let tables =
        models.iter().filter(|model| model.kind == BlockKind::Table).map(|model| &model.table.namespace);
    tables.chain(context.enums.iter().map(|found| &found.database.namespace)).cloned().collect()
}
