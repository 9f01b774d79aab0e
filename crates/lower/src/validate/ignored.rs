//! `@ignore` and `@@ignore` against each other.

use icms_diagnostic::Diagnostic;
use icms_model::entity::Visibility;

use crate::attribute::FieldWord;
use crate::code;
use crate::context::Context;
use crate::model::Model;

/// Fields of ignored models, and relations to them.
pub(super) fn check(context: &mut Context, models: &[Model], model: &Model) {
    for field in &model.fields {
        match (model.visibility, field.visibility) {
            (Visibility::Ignored, Visibility::Ignored) if field.column.is_some() => {
                let Some(attribute) = field.attributes.get(FieldWord::Ignore) else { continue };
                let message = format!("`{}` is ignored as a whole", model.name());
                let diagnostic = Diagnostic::error(code::ATTRIBUTE_NOT_HERE, message).at(attribute.span);
                context.report(diagnostic.help("remove `@ignore`").fix(attribute.span, ""));
            }
            (Visibility::Shown, Visibility::Shown) => {
                let target = field.relation.as_ref().and_then(|relation| models.get(relation.target));
                if let Some(target) = target.filter(|target| target.visibility == Visibility::Ignored) {
                    to_ignored(context, field.ast.span, target);
                }
            }
            (Visibility::Ignored, _) | (Visibility::Shown, Visibility::Ignored) => {}
        }
    }
}

fn to_ignored(context: &mut Context, span: icms_diagnostic::Span, target: &Model) {
    let message = format!("`{}` is ignored, and a relation to it must be too", target.name());
    context.report(
        Diagnostic::error(code::RELATION_TO_IGNORED, message)
            .at(span)
            .label(target.block.name.span, "ignored here")
            .help("add `@ignore`"),
    );
}
