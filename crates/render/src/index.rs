//! Indexes, unique ones included.

use icms_model::{Index, IndexKey, KeyPart, NullsDistinct, QualifiedName, Uniqueness};
use icms_sql::Name;
use icms_syntax::Dialect;

use crate::key::Attribute;
use crate::text::string;
use crate::writer::Writer;
use crate::{comment, key};

/// The access methods with words of their own.
const METHODS: [(&str, &str); 5] =
    [("hash", "Hash"), ("gist", "Gist"), ("gin", "Gin"), ("spgist", "SpGist"), ("brin", "Brin")];

/// An index; none where the language has no words for it.
pub(crate) fn attribute(writer: &mut Writer<'_>, table: &QualifiedName, index: &Index) -> Option<Attribute> {
    if writer.dialect == Dialect::Prisma && !is_prisma(index) {
        writer.leave_out("index", table.sibling(index.name.clone()));
        return None;
    }
    let unique = matches!(index.uniqueness, Uniqueness::Unique(_));
    let suffix = if unique { "_key" } else { "_idx" };
    let mut arguments = Vec::new();
    arguments.extend(key::map(&index.name, table, &key::column_words(&index.keys), suffix));
    arguments.extend(method(index));
    if writer.is_exact() {
        arguments.extend(beyond_prisma(writer, table, index));
    }
    if let (true, Some(columns)) = (unique, columns(index)) {
        arguments.extend(key::client_name(writer, table, &columns));
    }
    let parts: Vec<String> = index.keys.iter().map(|part| key::part(writer, table, part)).collect();
    Some(Attribute {
        word: if unique { "unique" } else { "index" },
        column: only_column(index).filter(|_| unique),
        fields: format!("[{}]", parts.join(", ")),
        arguments,
    })
}

fn beyond_prisma(writer: &Writer<'_>, table: &QualifiedName, index: &Index) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(index.predicate.as_ref().map(|text| format!("where: {}", string(text.text()))));
    said.extend(key::include(writer, table, &index.include));
    if index.uniqueness == Uniqueness::Unique(NullsDistinct::NotDistinct) {
        said.push("nulls: NotDistinct, as: Index".to_owned());
    }
    said.extend(key::with(&index.options).map(|object| format!("with: {object}")));
    said.extend(comment::argument(writer, index.comment.as_ref()));
    said
}

fn method(index: &Index) -> Option<String> {
    let name = index.method.as_str();
    if name == "btree" {
        return None;
    }
    let word = METHODS.iter().find(|(method, _)| *method == name).map(|(_, word)| (*word).to_owned());
    Some(format!("type: {}", word.unwrap_or_else(|| string(name))))
}

fn is_prisma(index: &Index) -> bool {
    let known = index.method == *"btree" || METHODS.iter().any(|(method, _)| index.method == *method);
    known && index.predicate.is_none() && index.include.is_empty() && columns(index).is_some()
}

/// The columns, when it is over nothing else.
pub(crate) fn columns(index: &Index) -> Option<Vec<Name>> {
    let column = |part: &IndexKey| match &part.part {
        KeyPart::Column(name) => Some(name.clone()),
        KeyPart::Expression(_) => None,
    };
    index.keys.iter().map(column).collect()
}

/// The only column of an index without settings.
fn only_column(index: &Index) -> Option<Name> {
    match index.keys.as_slice() {
        [IndexKey { part: KeyPart::Column(name), .. }]
            if index.keys.first() == Some(&IndexKey::column(name.clone())) =>
        {
            Some(name.clone())
        }
        _ => None,
    }
}
