//! Names of keys in the client: `name:` of `@@id` and `@@unique`, or the fields joined by underscores.

use icms_diagnostic::Diagnostic;

use crate::code;
use crate::context::Context;
use crate::key::Key;
use crate::model::Model;

/// Two keys of one name, and keys named like a field.
pub(super) fn check(context: &mut Context, model: &Model) {
    let mut named: Vec<(&str, &Key)> = Vec::new();
    for key in model.keys.iter().filter(|key| key.is_strict()) {
        match key.client_name {
            Some(name) => {
                if let Some((_, first)) = named.iter().find(|(other, _)| *other == name) {
                    twice(context, name, key, first);
                }
                named.push((name, key));
                clash(context, model, name, key);
            }
            None => {
                let fields = key.fields().unwrap_or_default();
                if fields.len() > 1 {
                    clash(context, model, &model.names_of(&fields).join("_"), key);
                }
            }
        }
    }
}

fn twice(context: &mut Context, name: &str, key: &Key, first: &Key) {
    let message = format!("two keys of this model are called `{name}`");
    context.report(
        Diagnostic::error(code::DUPLICATE_CLIENT_NAME, message)
            .at(key.attribute.span)
            .label(first.attribute.span, "the other one"),
    );
}

fn clash(context: &mut Context, model: &Model, name: &str, key: &Key) {
    let Some(field) = model.fields.iter().find(|field| field.name() == name && field.column.is_some()) else {
        return;
    };
    let message = format!("the name `{name}` of this key is that of a field");
    context.report(
        Diagnostic::error(code::CLIENT_NAME_IS_FIELD, message)
            .at(key.attribute.span)
            .label(field.ast.name.span, "this field")
            .help(format!("give the key another name: `{}([…], name: \"…\")`", key.word())),
    );
}
