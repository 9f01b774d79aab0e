//! Indexes as text, of tables and of materialized views.

use super::{comment, line, list, options};
use crate::{Index, IndexKey, IndexState, KeyPart, NullsDistinct, NullsOrder, SortOrder, Uniqueness};

/// One line per index.
pub(super) fn index(out: &mut String, index: &Index) {
    let unique = match index.uniqueness {
        Uniqueness::Plain => "",
        Uniqueness::Unique(NullsDistinct::Distinct) => "unique ",
        Uniqueness::Unique(NullsDistinct::NotDistinct) => "unique nulls not distinct ",
    };
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let mut text = format!("{unique}index {} {} ({})", index.name, index.method, keys.join(", "));
    if !index.include.is_empty() {
        text += &format!(" include ({})", list(&index.include));
    }
    text += &options("with", &index.options);
    if let Some(predicate) = &index.predicate {
        text += &format!(" where {predicate}");
    }
    text += match index.state {
        IndexState::Valid => "",
        IndexState::Invalid => " invalid",
    };
    line(out, 1, &text);
    comment(out, 2, index.comment.as_ref());
}

fn key(key: &IndexKey) -> String {
    let mut text = match &key.part {
        KeyPart::Column(name) => name.to_string(),
        KeyPart::Expression(expression) => format!("`{expression}`"),
    };
    if let Some(collation) = &key.collation {
        text += &format!(" collate {collation}");
    }
    if let Some(class) = &key.operator_class {
        text += &format!(" {class}");
    }
    text += &options("options", &key.operator_class_options);
    text += match key.order {
        SortOrder::Ascending => "",
        SortOrder::Descending => " desc",
    };
    if key.nulls != key.order.default_nulls() {
        text += match key.nulls {
            NullsOrder::First => " nulls first",
            NullsOrder::Last => " nulls last",
        };
    }
    text
}
