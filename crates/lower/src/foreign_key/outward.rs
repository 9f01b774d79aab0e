//! `@@foreignKey`: keys to tables that are no models, such as partitioned ones and those of other owners.

use icms_diagnostic::Diagnostic;
use icms_model::{ForeignKey, QualifiedName, ReferentialAction};
use icms_sql::{Name, TokenKind, decode_name, lex};
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, Takes};
use crate::code;
use crate::context::Context;
use crate::index::column_names;
use crate::key::fields_of;
use crate::model::Model;
use crate::name::{made_up, stored};
use crate::relation::actions;

const FOREIGN_KEY: Takes = Takes {
    positional: &["columns"],
    named: &[
        "to",
        "onDelete",
        "onUpdate",
        "map",
        "deferrable",
        "match",
        "notValid",
        "onDeleteFields",
        "comment",
    ],
    beyond: &[],
};

/// `@@foreignKey([ownerId], to: "auth.users(id)", onDelete: Cascade)`; without a word nothing is done.
pub(super) fn read<'a>(
    context: &mut Context<'a>,
    model: &Model<'a>,
    attribute: &'a Attribute,
) -> Option<ForeignKey> {
    let (said, arguments) = actions(context, attribute, &FOREIGN_KEY);
    let list = arguments.required(context, "columns")?;
    let fields = fields_of(context, model, list)?;
    let columns = column_names(model, &fields);
    let (references, referenced) = target(context, &arguments)?;
    let raw = fields.iter().filter_map(|at| model.field(*at)?.column.as_ref()).map(|column| &*column.raw);
    let name = said.map.map_or_else(|| made_up(&model.raw, raw, "_fkey"), |(map, _)| stored(map));
    let on_delete_fields = said.on_delete_fields.and_then(|list| fields_of(context, model, list));
    Some(ForeignKey {
        name,
        columns,
        references,
        referenced,
        on_update: said.on_update.map_or(ReferentialAction::NoAction, |(action, _)| action),
        on_delete: said.on_delete.map_or(ReferentialAction::NoAction, |(action, _)| action),
        on_delete_columns: column_names(model, &on_delete_fields.unwrap_or_default()),
        matching: said.matching,
        deferrable: said.deferrable,
        validation: said.validation,
        comment: said.comment.map(Into::into),
    })
}

/// `auth.users(id)`: names as SQL writes them.
fn target<'a>(context: &mut Context<'a>, arguments: &Arguments<'a>) -> Option<(QualifiedName, Vec<Name>)> {
    arguments.required(context, "to")?;
    let (text, span) = arguments.name(context, "to")?;
    let found = parse(text, &context.default_namespace);
    if found.is_none() {
        let message = format!("`{text}` is no table with columns");
        let diagnostic = Diagnostic::error(code::BAD_SQL, message).at(span);
        context.report(diagnostic.help("write it as `auth.users(id)`"));
    }
    found
}

fn parse(text: &str, default_namespace: &Name) -> Option<(QualifiedName, Vec<Name>)> {
    let (mut path, mut columns, mut inside) = (Vec::new(), Vec::new(), false);
    for token in lex(text) {
        let spelling = text.get(token.range.clone())?;
        match (token.kind, spelling) {
            (TokenKind::Word | TokenKind::QuotedName, _) => {
                let name = Name::new(decode_name(token.kind, spelling));
                if inside { columns.push(name) } else { path.push(name) }
            }
            (TokenKind::Punctuation, "(") => inside = true,
            (TokenKind::Punctuation, ")" | "," | ".") | (TokenKind::Space, _) => {}
            _ => return None,
        }
    }
    let (namespace, name) = match path.as_slice() {
        [name] => (default_namespace.clone(), name.clone()),
        [namespace, name] => (namespace.clone(), name.clone()),
        _ => return None,
    };
    (!columns.is_empty()).then_some((QualifiedName { namespace, name }, columns))
}
