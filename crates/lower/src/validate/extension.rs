//! Types of extensions that the datasource does not list.

use icms_diagnostic::Diagnostic;

use crate::code;
use crate::context::Context;
use crate::model::Model;

/// The first use of `citext` without its extension.
pub(super) fn check(context: &mut Context, models: &[Model]) {
    let listed = context.config.datasource.iter().flat_map(|source| &source.extensions);
    if listed.into_iter().any(|extension| extension.name == "citext") {
        return;
    }
    let citext = |name: &icms_model::QualifiedName| name.name == "citext";
    let mut fields = models.iter().flat_map(|model| &model.fields);
    let first = fields
        .find(|field| field.column.as_ref().is_some_and(|c| c.data_type.user_type().is_some_and(citext)));
    if let Some(field) = first {
        let message = "`citext` comes with an extension that the datasource does not list";
        context.report(
            Diagnostic::note(code::EXTENSION_MISSING, message)
                .at(field.ast.span)
                .help("add `extensions = [citext]`, or make sure that a migration creates it"),
        );
    }
}
