//! `type:` of an index: the access method.

use icms_diagnostic::Diagnostic;
use icms_sql::Name;
use icms_syntax::Dialect;
use icms_syntax::ast::Expression;

use crate::attribute::{Arguments, shown};
use crate::code;
use crate::context::Context;
use crate::suggest::closest;

/// An access method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Method {
    /// The usual one.
    BTree,
    /// For equality only.
    Hash,
    /// For ranges, geometry.
    Gist,
    /// For lists, documents, words.
    Gin,
    /// For trees of unequal parts.
    SpGist,
    /// For large tables in order.
    Brin,
    /// One that an extension brings.
    Other(Name),
}

const WORDS: [(&str, Method); 6] = [
    ("BTree", Method::BTree),
    ("Hash", Method::Hash),
    ("Gist", Method::Gist),
    ("Gin", Method::Gin),
    ("SpGist", Method::SpGist),
    ("Brin", Method::Brin),
];

impl Method {
    /// Its name in the database.
    pub(crate) fn name(&self) -> Name {
        Name::new(match self {
            Self::BTree => "btree",
            Self::Hash => "hash",
            Self::Gist => "gist",
            Self::Gin => "gin",
            Self::SpGist => "spgist",
            Self::Brin => "brin",
            Self::Other(name) => return name.clone(),
        })
    }

    /// The word for it in the language.
    pub(crate) fn word(&self) -> &str {
        match self {
            Self::Other(name) => name.as_str(),
            known => WORDS.iter().find(|(_, method)| method == known).map_or("", |(word, _)| word),
        }
    }
}

/// Reads `type: Gin`, and in `.icms` files `type: "hnsw"`.
pub(super) fn read(context: &mut Context, arguments: &Arguments) -> Method {
    let Some(value) = arguments.get("type") else { return Method::BTree };
    let text = match value {
        Expression::Word(text, _) => text,
        Expression::String(text, _) if context.dialect == Dialect::Icms => {
            return Method::Other(Name::new(text));
        }
        other => {
            let message = format!("expected an index type, found {}", shown(other));
            context.error(code::INDEX_METHOD, other.span(), message);
            return Method::BTree;
        }
    };
    if let Some((_, method)) = WORDS.iter().find(|(word, _)| word == text) {
        return method.clone();
    }
    let message = format!("there is no index type `{text}`");
    let diagnostic = Diagnostic::error(code::INDEX_METHOD, message).at(value.span());
    context.report(match closest(text, WORDS.iter().map(|(word, _)| *word)) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(value.span(), word),
        None => diagnostic.help("there are `BTree`, `Hash`, `Gist`, `Gin`, `SpGist` and `Brin`"),
    });
    Method::BTree
}
