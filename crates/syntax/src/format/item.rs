//! The lines of a block, as they will be written.

use super::value;
use crate::grammar::{Pair, Pairs, Rule};

/// A line, or lines that belong together.
#[derive(Debug)]
pub(super) enum Item {
    Blank,
    /// A comment on a line of its own.
    Comment(String),
    /// A member in columns.
    Row {
        cells: Vec<String>,
        comment: Option<String>,
    },
    /// Something without columns: a spread, a broken line.
    Line {
        text: String,
        comment: Option<String>,
    },
    /// `@@name(…)`
    Attribute {
        name: String,
        text: String,
        comment: Option<String>,
    },
}

impl Item {
    /// The member that a node is.
    pub fn member(pair: Pair<'_>, block: &str) -> Self {
        let rule = pair.as_rule();
        let text = pair.as_str();
        let mut inner = pair.into_inner();
        let Some(first) = inner.next() else { return Self::Line { text: text.to_owned(), comment: None } };
        let name = first.as_str().to_owned();
        let cells = match rule {
            Rule::block_attribute => {
                let attribute = value::attribute("@@", &first, &mut inner, block);
                return Self::Attribute { name: attribute.name, text: attribute.text, comment: None };
            }
            Rule::spread => return Self::Line { text: format!("...{name}"), comment: None },
            Rule::property => {
                let mut set = "=".to_owned();
                if let Some(value) = inner.next() {
                    set.push(' ');
                    property_value(&mut set, text, &value, &mut inner);
                }
                vec![name, set]
            }
            Rule::enum_value => vec![name, attributes(&mut inner, block)],
            _ => {
                let ty = value::field_type(&mut inner);
                vec![name, ty, attributes(&mut inner, block)]
            }
        };
        Self::Row { cells, comment: None }
    }

    /// Where a comment at the end of the line goes; none for lines that take none.
    pub fn comment(&mut self) -> Option<&mut Option<String>> {
        match self {
            Self::Row { comment, .. } | Self::Line { comment, .. } | Self::Attribute { comment, .. } => {
                Some(comment)
            }
            Self::Blank | Self::Comment(_) => None,
        }
    }
}

/// A value that spans lines stays as written.
fn property_value(out: &mut String, property: &str, value: &Pair<'_>, rest: &mut Pairs<'_>) {
    match property.split_once('=') {
        Some((_, written)) if written.trim().contains('\n') => out.push_str(written.trim()),
        Some(_) | None => value::push_value(out, value, rest),
    }
}

fn attributes(rest: &mut Pairs<'_>, block: &str) -> String {
    let mut list = value::attributes(rest, block);
    list.sort_by_key(|attribute| field_rank(&attribute.name));
    let texts: Vec<_> = list.into_iter().map(|attribute| attribute.text).collect();
    texts.join(" ")
}

/// Prisma's order of a field's attributes; the rest keep theirs behind these.
fn field_rank(name: &str) -> usize {
    const ORDER: [&str; 7] = ["id", "unique", "default", "updatedAt", "map", "relation", "ignore"];
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

/// Prisma's order of a block's attributes; the rest keep theirs behind these.
pub(super) fn block_rank(name: &str) -> usize {
    const ORDER: [&str; 6] = ["id", "unique", "index", "fulltext", "map", "ignore"];
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}
