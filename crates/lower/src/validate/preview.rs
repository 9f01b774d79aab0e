//! What Prisma takes only with a preview feature, and is understood here without it.

use icms_diagnostic::{Diagnostic, Span};
use icms_syntax::Dialect;

use crate::code;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::model::Model;

/// `extensions` of the datasource, and the first view.
pub(super) fn check(context: &mut Context, models: &[Model]) {
    if context.dialect != Dialect::Prisma {
        return;
    }
    let source = context.config.datasource.as_ref();
    let extension = source.and_then(|source| source.extensions.first()).map(|extension| extension.span);
    let view = models.iter().find(|model| model.kind != BlockKind::Table).map(|view| view.block.name.span);
    note(context, extension, "`extensions`", "postgresqlExtensions");
    note(context, view, "views", "views");
}

fn note(context: &mut Context, place: Option<Span>, what: &str, feature: &str) {
    let generators = &context.config.generators;
    let flagged = generators.iter().any(|g| g.preview_features.iter().any(|f| f == feature));
    if let Some(place) = place.filter(|_| !flagged) {
        let message = format!("Prisma takes {what} only with the preview feature `{feature}`");
        let help = format!("if Prisma reads the file too: `previewFeatures = [\"{feature}\"]`");
        context.report(Diagnostic::note(code::PREVIEW_NEEDED, message).at(place).help(help));
    }
}
