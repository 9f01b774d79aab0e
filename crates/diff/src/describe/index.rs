//! Indexes in words.

use icms_model::{Index, IndexKey, IndexState, KeyPart, NullsDistinct, NullsOrder, SortOrder, Uniqueness};

use super::{list, options};

/// `unique (lower(email)) where deleted_at is null`
pub(super) fn index(index: &Index) -> String {
    let unique = match index.uniqueness {
        Uniqueness::Plain => "",
        Uniqueness::Unique(NullsDistinct::Distinct) => "unique ",
        Uniqueness::Unique(NullsDistinct::NotDistinct) => "unique nulls not distinct ",
    };
    let method = if index.method == "btree" { String::new() } else { format!("using {} ", index.method) };
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let mut text = format!("{unique}{method}({})", keys.join(", "));
    if !index.include.is_empty() {
        text += &format!(" include ({})", list(&index.include));
    }
    text += &options(&index.options);
    if let Some(predicate) = &index.predicate {
        text += &format!(" where {predicate}");
    }
    text + match index.state {
        IndexState::Valid => "",
        IndexState::Invalid => " (invalid)",
    }
}

fn key(key: &IndexKey) -> String {
    let mut text = match &key.part {
        KeyPart::Column(name) => name.to_string(),
        KeyPart::Expression(expression) => expression.to_string(),
    };
    if let Some(collation) = &key.collation {
        text += &format!(" collate {collation}");
    }
    if let Some(class) = &key.operator_class {
        text += &format!(" {class}");
    }
    if key.order == SortOrder::Descending {
        text += " desc";
    }
    if key.nulls != key.order.default_nulls() {
        text += match key.nulls {
            NullsOrder::First => " nulls first",
            NullsOrder::Last => " nulls last",
        };
    }
    text
}
