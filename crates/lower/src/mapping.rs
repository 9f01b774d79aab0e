//! `@map`, `@@map`, `@@schema`, `@renamedFrom`: what things are and were called in the database.

use std::borrow::Cow;

use icms_diagnostic::{Diagnostic, Span};
use icms_model::{QualifiedName, Text};
use icms_sql::{MAX_IDENTIFIER, Name};
use icms_syntax::Dialect;
use icms_syntax::ast::{Attribute, Ident};

use crate::attribute::{Arguments, BlockAttributes, BlockWord, FieldAttributes, FieldWord, Takes};
use crate::code;
use crate::context::Context;
use crate::name::{spelled, stored};
use crate::unread::Reading;

/// One name.
pub(crate) const NAME: Takes = Takes { positional: &["name"], named: &[], beyond: &["schema"] };

/// The name of a block in the database, not cut yet.
pub(crate) fn block_name<'a>(
    context: &mut Context<'a>,
    attributes: &BlockAttributes<'a>,
    name: &'a Ident,
) -> Cow<'a, str> {
    let mapped = attributes.get(BlockWord::Map).and_then(|attribute| {
        let arguments = Arguments::check(context, attribute, &NAME);
        arguments.required(context, "name")?;
        arguments.string(context, "name")
    });
    let (text, span) = match mapped {
        Some((text, span)) => (Cow::Borrowed(text), span),
        None => (spelled(&name.value, context.naming()), name.span),
    };
    check_length(context, &text, span);
    text
}

/// `@map("…")` of a field or enum value.
pub(crate) fn field_map<'a>(
    context: &mut Context<'a>,
    attributes: &FieldAttributes<'a>,
) -> Option<(&'a str, Span)> {
    map_text(context, attributes.get(FieldWord::Map)?)
}

/// The text of `@map("…")`.
pub(crate) fn map_text<'a>(context: &mut Context<'a>, attribute: &'a Attribute) -> Option<(&'a str, Span)> {
    let arguments = Arguments::check(context, attribute, &NAME);
    arguments.required(context, "name")?;
    arguments.string(context, "name")
}

const COMMENT: Takes = Takes { positional: &["text"], named: &[], beyond: &[] };

/// `@@comment("…")`, or what `///` says.
pub(crate) fn block_comment<'a>(
    context: &mut Context<'a>,
    attributes: &BlockAttributes<'a>,
    docs: Option<&String>,
) -> Option<Text> {
    let said = attributes.get(BlockWord::Comment).and_then(|attribute| comment(context, attribute));
    said.or_else(|| context.comment(docs))
}

/// `@comment("…")`: what `///` cannot say to the letter.
pub(crate) fn comment<'a>(context: &mut Context<'a>, attribute: &'a Attribute) -> Option<Text> {
    let arguments = Arguments::check(context, attribute, &COMMENT);
    arguments.required(context, "text")?;
    arguments.string(context, "text").map(|(text, _)| text.into())
}

/// What PostgreSQL refuses or cuts.
pub(crate) fn check_length(context: &mut Context, name: &str, span: Span) {
    if name.is_empty() {
        let message = "PostgreSQL refuses empty names";
        context.report(Diagnostic::warning(code::EMPTY_NAME, message).at(span));
    } else if name.len() > MAX_IDENTIFIER {
        let kept = stored(name);
        let message = format!("PostgreSQL keeps 63 bytes of a name; this one has {}", name.len());
        context.report(
            Diagnostic::warning(code::LONG_NAME, message)
                .at(span)
                .help(format!("it will be called `{kept}`")),
        );
    }
}

const SCHEMA: Takes = Takes { positional: &["schema"], named: &["map", "name"], beyond: &[] };

/// The namespace of a block.
pub(crate) fn namespace<'a>(
    context: &mut Context<'a>,
    attributes: &BlockAttributes<'a>,
    block: Span,
    word: &str,
    reading: Reading,
) -> Name {
    let Some(attribute) = attributes.get(BlockWord::Schema) else {
        if reading == Reading::Whole && attributes.unknown.is_none() {
            missing_namespace(context, block, word);
        }
        return context.default_namespace.clone();
    };
    let arguments = Arguments::check(context, attribute, &SCHEMA);
    let value = ["schema", "map", "name"].iter().find(|name| arguments.get(name).is_some());
    let given = match value {
        Some(name) => arguments.name(context, name),
        None => {
            arguments.required(context, "schema");
            None
        }
    };
    let Some((text, span)) = given else { return context.default_namespace.clone() };
    check_listed(context, text, span);
    stored(text)
}

/// Without `@@schema`: an error in Prisma where the datasource lists several.
fn missing_namespace(context: &mut Context, block: Span, word: &str) {
    let source = context.config.datasource.as_ref();
    if context.dialect == Dialect::Prisma && source.is_some_and(|source| source.schemas.is_some()) {
        context.report(
            Diagnostic::error(code::MISSING_SCHEMA, format!("this {word} does not say its `@@schema`"))
                .at(block)
                .help("the datasource lists `schemas`, so that every block has to choose one"),
        );
    }
}

fn check_listed(context: &mut Context, name: &str, span: Span) {
    let Some(source) = &context.config.datasource else { return };
    let listed = source.schemas.as_deref().unwrap_or_default();
    if listed.iter().any(|known| known == name) {
        return;
    }
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_SCHEMA, format!("the datasource does not list the schema `{name}`"))
            .at(span);
    let near = crate::suggest::closest(name, listed.iter().map(String::as_str)).map(str::to_owned);
    let diagnostic = match near {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(span, format!("\"{word}\"")),
        None => diagnostic.help(format!("add it: `schemas = [\"{name}\"]`")),
    };
    if context.dialect == Dialect::Prisma || !listed.is_empty() {
        context.report(diagnostic);
    }
}

/// `@@renamedFrom("old", schema: "…")`.
pub(crate) fn block_renamed_from<'a>(
    context: &mut Context<'a>,
    attributes: &BlockAttributes<'a>,
    database: &QualifiedName,
) -> Option<QualifiedName> {
    let arguments = Arguments::check(context, attributes.get(BlockWord::RenamedFrom)?, &NAME);
    let namespace = arguments.name(context, "schema").map(|(text, _)| stored(text));
    arguments.required(context, "name")?;
    let (text, _) = arguments.name(context, "name")?;
    let name = stored(&spelled(text, context.naming()));
    Some(QualifiedName { namespace: namespace.unwrap_or_else(|| database.namespace.clone()), name })
}

/// `@renamedFrom("old")` of a field.
pub(crate) fn field_renamed_from<'a>(
    context: &mut Context<'a>,
    attributes: &FieldAttributes<'a>,
) -> Option<Name> {
    let arguments = Arguments::check(context, attributes.get(FieldWord::RenamedFrom)?, &NAME);
    arguments.required(context, "name")?;
    let (text, _) = arguments.name(context, "name")?;
    Some(stored(&spelled(text, context.naming())))
}
