//! Primary keys, and what tells the rows of a model apart.

use icms_diagnostic::Diagnostic;
use icms_model::Builtin;
use icms_model::entity::Visibility;
use icms_syntax::Dialect;

use crate::code;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::field::{Field, FieldKind, Plurality};
use crate::key::{Key, KeyKind};
use crate::model::Model;
use crate::unread::Reading;

/// One primary key over required fields, and at least one way to tell rows apart.
pub(super) fn check(context: &mut Context, model: &Model) {
    if model.kind != BlockKind::Table {
        return of_view(context, model);
    }
    let mut ids = model.keys.iter().filter(|key| key.kind == KeyKind::Id);
    if let Some(first) = ids.next() {
        if model.visibility == Visibility::Shown {
            required(context, model, first);
        }
        for second in ids {
            let message = format!("`{}` has a second primary key", model.name());
            context.report(
                Diagnostic::error(code::SECOND_ID, message)
                    .at(second.attribute.span)
                    .label(first.attribute.span, "the first one")
                    .help("use `@@id([…])` for a key over several fields, `@unique` for a further key"),
            );
        }
    }
    for key in &model.keys {
        indexable(context, model, key);
    }
    unique_criterion(context, model);
}

/// Prisma once took the primary key of a view; it was never one in the database.
fn of_view(context: &mut Context, model: &Model) {
    let Some(key) = model.keys.iter().find(|key| key.kind == KeyKind::Id) else { return };
    if context.dialect == Dialect::Prisma {
        let message = "a view cannot have a primary key";
        let diagnostic = Diagnostic::warning(code::ATTRIBUTE_NOT_HERE, message).at(key.attribute.span);
        context.report(diagnostic.help("use `@unique`, which tells the client what identifies a row"));
    }
}

/// The fields of a primary key may not be missing.
fn required(context: &mut Context, model: &Model, key: &Key) {
    for at in key.fields().unwrap_or_default() {
        let Some(field) = model.field(at).filter(|field| !field.is_required()) else { continue };
        let what = match field.plurality() {
            Plurality::One => "is optional",
            Plurality::Many => "is a list",
        };
        let message = format!("`{}` {what} and cannot be part of the primary key", field.name());
        context.report(
            Diagnostic::error(code::OPTIONAL_ID, message)
                .at(key.attribute.span)
                .label(field.ast.span, "this field"),
        );
    }
}

/// PostgreSQL has no order for XML.
fn indexable(context: &mut Context, model: &Model, key: &Key) {
    let fields = key.fields().unwrap_or_default();
    let columns = fields.iter().filter_map(|at| model.field(*at)?.column.as_ref());
    if columns.into_iter().any(|column| column.data_type.as_builtin() == Some(Builtin::Xml)) {
        let message = "PostgreSQL cannot index values of type `xml`";
        context.error(code::NOT_INDEXABLE, key.attribute.span, message);
    }
}

fn unique_criterion(context: &mut Context, model: &Model) {
    // Prisma counts lists as required, though their columns take NULL.
    let required = |f: &Field| f.is_required() || f.plurality() == Plurality::Many;
    let counts =
        |at: &usize| model.field(*at).is_some_and(|f| required(f) && f.kind != FieldKind::Unsupported);
    let mut keys = model.keys.iter().filter(|key| key.is_strict());
    let found = keys.any(|key| key.kind == KeyKind::Id || key.fields().is_some_and(|f| f.iter().all(counts)));
    let unclear = model.reading == Reading::Partly || context.missed.contains(&model.name());
    if found || unclear || model.visibility == Visibility::Ignored {
        return;
    }
    let message = format!("nothing tells the rows of `{}` apart", model.name());
    let diagnostic = match context.dialect {
        Dialect::Prisma => Diagnostic::error(code::NO_UNIQUE_CRITERION, message),
        Dialect::Icms => Diagnostic::warning(code::NO_UNIQUE_CRITERION, message),
    };
    let help =
        "mark a required field with `@id` or `@unique`, or several with `@@id([…])` or `@@unique([…])`";
    context.report(diagnostic.at(model.block.name.span).help(help));
}
