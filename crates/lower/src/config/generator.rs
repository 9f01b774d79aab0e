//! `generator` blocks: free-form, kept as they are; preview features are looked at.

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_syntax::ast::{self, Expression};

use super::{Generator, read};
use crate::code;
use crate::unread::Reading;

/// Features that Prisma still hides behind a flag.
const ACTIVE: [&str; 10] = [
    "fullTextSearchPostgres",
    "nativeDistinct",
    "partialIndexes",
    "postgresqlExtensions",
    "relationJoins",
    "schemaEngineDriverAdapters",
    "shardKeys",
    "strictUndefinedChecks",
    "typedSql",
    "views",
];

/// Reads one generator.
pub(super) fn generator(config: &ast::Config, reading: Reading, diagnostics: &mut Diagnostics) -> Generator {
    read::check_properties(config, diagnostics);
    let plain = |name: &str| match read::value(config, name) {
        Some(Expression::String(text, _)) => Some(text.clone()),
        Some(_) | None => None,
    };
    if reading == Reading::Whole && read::value(config, "provider").is_none() {
        diagnostics.push(
            Diagnostic::error(
                code::MISSING_PROPERTY,
                format!("the generator `{}` has no `provider`", config.name.value),
            )
            .at(config.name.span)
            .help("add `provider = \"prisma-client-js\"`, or what makes the client"),
        );
    }
    for (name, list) in [("provider", List::No), ("output", List::No), ("binaryTargets", List::Yes)] {
        check_text(config, name, list, diagnostics);
    }
    Generator {
        name: config.name.value.clone(),
        provider: plain("provider"),
        output: plain("output"),
        preview_features: preview_features(config, diagnostics),
        span: config.span,
    }
}

/// Whether a property holds one text or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Yes,
    No,
}

/// Properties that are text, or the name of a variable that holds it, for every generator.
fn check_text(config: &ast::Config, name: &str, list: List, diagnostics: &mut Diagnostics) {
    let Some(value) = read::value(config, name) else { return };
    let items = if list == List::Yes { crate::attribute::items(value) } else { std::slice::from_ref(value) };
    for item in items.iter().filter(|item| !matches!(item, Expression::Call { .. })) {
        read::text(item, diagnostics);
    }
}

fn preview_features(config: &ast::Config, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(value) = read::value(config, "previewFeatures") else { return Vec::new() };
    for item in crate::attribute::items(value) {
        if let Expression::String(feature, span) = item
            && !ACTIVE.contains(&feature.as_str())
        {
            let message = format!("the preview feature `{feature}` is unknown or no longer needed");
            diagnostics.push(Diagnostic::note(code::PREVIEW_FEATURE, message).at(*span));
        }
    }
    read::texts(value, diagnostics)
}
