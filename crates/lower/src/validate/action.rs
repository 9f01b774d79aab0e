//! Actions that must fail when they are taken.

use icms_diagnostic::Diagnostic;
use icms_model::ReferentialAction;

use crate::code;
use crate::context::Context;
use crate::default_value::Default;
use crate::field::Field;
use crate::model::Model;
use crate::relation::{Relation, Side};

/// `SetNull` on columns that refuse NULL, `SetDefault` on columns without default.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    let Some(from) = relation.from.side(models) else { return };
    for (action, span) in [from.relation.on_delete, from.relation.on_update].into_iter().flatten() {
        let failing = match action {
            ReferentialAction::SetNull => first(relation, &from, |field| field.is_required()),
            ReferentialAction::SetDefault => first(relation, &from, |field| {
                field.is_required()
                    && field
                        .column
                        .as_ref()
                        .is_some_and(|c| matches!(c.default, Default::None | Default::Client(_)))
            }),
            ReferentialAction::NoAction | ReferentialAction::Restrict | ReferentialAction::Cascade => None,
        };
        let Some(field) = failing else { continue };
        let (word, why) = match action {
            ReferentialAction::SetNull => ("SetNull", "refuses NULL"),
            _ => ("SetDefault", "has no default"),
        };
        let message = format!("`{word}` will always fail: `{}` {why}", field.name());
        context.report(
            Diagnostic::warning(code::ACTION_CANNOT_WORK, message)
                .at(span)
                .label(field.ast.span, "this column")
                .help("make the field optional, or choose another action"),
        );
    }
}

fn first<'m, 'a>(
    relation: &Relation,
    from: &Side<'m, 'a>,
    fails: impl Fn(&Field) -> bool,
) -> Option<&'m Field<'a>> {
    let model = from.model;
    relation.fields.iter().filter_map(|at| model.field(*at)).find(|field| fails(field))
}
