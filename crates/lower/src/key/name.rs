//! Names of keys: for the client and in the database.

use icms_diagnostic::{Diagnostic, Span};
use icms_sql::{MAX_IDENTIFIER, Name};

use super::{KeyKind, ModelSoFar, Part, PartTarget};
use crate::attribute::Arguments;
use crate::code;
use crate::context::Context;
use crate::name::{made_up, stored};

/// What an author calls a key.
pub(super) struct Names<'a> {
    /// For the client.
    pub client: Option<&'a str>,
    /// In the database.
    pub map: Option<(&'a str, Span)>,
}

/// `name:` and `map:`; on plain indexes the former is an old word for the latter.
pub(super) fn read<'a>(context: &mut Context<'a>, kind: KeyKind, arguments: &Arguments<'a>) -> Names<'a> {
    let map = arguments.name(context, "map");
    let name = arguments.name(context, "name");
    let names = match kind {
        KeyKind::Id | KeyKind::Unique => Names { client: name.map(|(text, _)| text), map },
        KeyKind::Index => {
            if let (Some(_), Some((_, span))) = (map, name) {
                let message = "`name` is an old word for `map`: one of them is enough";
                context.report(Diagnostic::error(code::DUPLICATE_ARGUMENT, message).at(span));
            }
            Names { client: None, map: map.or(name) }
        }
    };
    if let Some((text, span)) = names.map {
        check_length(context, text, span);
    }
    names
}

/// Prisma refuses a `map:` of more than 63 bytes.
pub(crate) fn check_length(context: &mut Context, text: &str, span: Span) {
    if text.len() > MAX_IDENTIFIER {
        let message = format!("a constraint's name has at most 63 bytes; this one has {}", text.len());
        context.error(code::LONG_NAME, span, message);
    }
}

/// What the key is called in the database.
pub(super) fn in_database(model: &ModelSoFar, kind: KeyKind, parts: &[Part], map: Option<&str>) -> Name {
    if let Some(map) = map {
        return stored(map);
    }
    let columns = parts.iter().map(|part| match part.target {
        PartTarget::Field(at) => {
            model.fields.get(at).and_then(|field| field.column.as_ref()).map_or("", |column| &*column.raw)
        }
        PartTarget::Expression(_) => "expr",
    });
    match kind {
        KeyKind::Id => made_up(model.table, [], "_pkey"),
        KeyKind::Unique => made_up(model.table, columns, "_key"),
        KeyKind::Index => made_up(model.table, columns, "_idx"),
    }
}
