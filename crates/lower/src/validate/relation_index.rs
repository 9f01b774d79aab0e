//! Relations without foreign keys and without an index: every look at the other side reads the whole table.

use icms_diagnostic::Diagnostic;

use crate::code;
use crate::config::RelationMode;
use crate::context::Context;
use crate::model::Model;
use crate::relation::Relation;

/// Only where the client keeps relations whole.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    if context.relation_mode() == RelationMode::ForeignKeys || relation.fields.is_empty() {
        return;
    }
    let Some(from) = relation.from.side(models) else { return };
    let leads = |fields: Vec<usize>| fields.starts_with(&relation.fields);
    if from.model.keys.iter().any(|key| key.fields().is_some_and(leads)) {
        return;
    }
    let names = from.model.names_of(&relation.fields).join(", ");
    let message = format!("no index leads with the fields of `{}`", from.path());
    context.report(
        Diagnostic::warning(code::MISSING_RELATION_INDEX, message)
            .at(from.span())
            .help(format!("add `@@index([{names}])` to `{}`", from.model.name())),
    );
}
