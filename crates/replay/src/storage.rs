//! `WITH (…)` of tables, indexes and views.

use icms_model::Text;
use icms_sql::tree::{AstNode, ast};

use crate::syntax;

/// Options as the catalogue keeps them, sorted by name.
pub(crate) fn options(list: Option<ast::AttributeList>) -> Vec<(Text, Text)> {
    let mut options: Vec<(Text, Text)> =
        list.into_iter().flat_map(|list| list.attribute_options()).map(|option| one(&option)).collect();
    options.sort();
    options
}

fn one(option: &ast::AttributeOption) -> (Text, Text) {
    let own = syntax::name_of(option.name()).map(|n| n.to_string()).unwrap_or_default();
    let name = match syntax::name_of(option.namespace()) {
        Some(namespace) => format!("{namespace}.{own}"),
        None => own,
    };
    let value = match option.attribute_value() {
        None => "true".to_owned(),
        Some(value) => match value.literal().and_then(|literal| syntax::string(&literal)) {
            Some(text) => text,
            None => syntax::text(value.syntax()).to_ascii_lowercase(),
        },
    };
    (name.into(), value.into())
}

/// `SET (…)`
pub(crate) fn set(options: &mut Vec<(Text, Text)>, written: Vec<(Text, Text)>) {
    options.retain(|(name, _)| !written.iter().any(|(other, _)| other == name));
    options.extend(written);
    options.sort();
}

/// `RESET (…)`
pub(crate) fn reset(options: &mut Vec<(Text, Text)>, written: &[(Text, Text)]) {
    options.retain(|(name, _)| !written.iter().any(|(other, _)| other == name));
}
