//! Objects other than tables in words.

use icms_model::{Enum, Extension, Function, Persistence, Sequence, View, ViewKind};

use super::{excerpt, list, options};

/// `in public version 1.6`
pub(super) fn extension(extension: &Extension) -> String {
    let namespace = extension.namespace.as_ref().map(|n| format!("in {n}"));
    let version = extension.version.as_ref().map(|v| format!("version {v}"));
    let said: Vec<String> = namespace.into_iter().chain(version).collect();
    if said.is_empty() { "any version".to_owned() } else { said.join(" ") }
}

/// `(ADMIN, USER)`
pub(super) fn enumeration(enumeration: &Enum) -> String {
    format!("({})", list(&enumeration.values))
}

/// `bigint from 1 by 1 owned by public.users.id`
pub(super) fn sequence(sequence: &Sequence) -> String {
    let options = &sequence.options;
    let (data_type, _) = options.data_type.sql_parts();
    let mut text = match sequence.persistence {
        Persistence::Permanent => String::new(),
        Persistence::Unlogged => "unlogged ".to_owned(),
    };
    text += &format!("{data_type} from {} by {}", options.start, options.increment);
    text += &format!(" in {}..{}", options.min, options.max);
    if options.cache != 1 {
        text += &format!(" cache {}", options.cache);
    }
    if options.cycle {
        text += " cycle";
    }
    if let Some(owner) = &sequence.owner {
        text += &format!(" owned by {}.{}", owner.table, owner.column);
    }
    text
}

/// `returns trigger language plpgsql: begin … end`
pub(super) fn function(function: &Function) -> String {
    let parts = &function.parts;
    let mut text = format!("({})", parts.arguments);
    if !parts.result.is_empty() {
        text += &format!(" returns {}", parts.result);
    }
    text += &format!(" language {}", parts.language);
    parts.attributes.iter().for_each(|attribute| text += &format!(" {attribute}"));
    format!("{text}: {}", excerpt(&parts.body))
}

/// `materialized: select …`
pub(super) fn view(view: &View) -> String {
    let kind = match view.kind {
        ViewKind::Plain => "",
        ViewKind::Materialized => "materialized: ",
    };
    format!("{kind}{}{}", excerpt(view.query.text()), options(&view.options))
}
