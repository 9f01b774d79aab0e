//! The comments above a query: its name, its mark, its documentation.

use std::ops::Range;

use icms_diagnostic::{Diagnostic, FileId, Span};
use icms_sql::TokenKind;

use super::Cardinality;
use crate::codes;

/// What stands above a query.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// `-- name: …`
    pub name: Option<String>,
    /// `:one` and its kin.
    pub cardinality: Option<Cardinality>,
    /// The other lines, as far as no empty line parts them from it.
    pub docs: String,
}

/// Reads the space before a query.
pub fn read(file: FileId, text: &str, before: Range<usize>) -> Result<Head, Box<Diagnostic>> {
    let mut head = Head::default();
    let mut docs: Vec<&str> = Vec::new();
    let space = &text[before.clone()];
    for token in icms_sql::lex(space) {
        let words = &space[token.range.clone()];
        if token.kind == TokenKind::Space && words.matches('\n').count() > 1 && head.name.is_none() {
            docs.clear();
        }
        let Some(line) = words.strip_prefix("--").filter(|_| token.kind == TokenKind::Comment) else {
            continue;
        };
        let line = line.trim_start_matches('-').trim();
        match line.get(..5).filter(|word| word.eq_ignore_ascii_case("name:")) {
            None => docs.push(line),
            Some(word) => {
                let span = Span::new(file, before.start + token.range.start, before.start + token.range.end);
                head.named(&line[word.len()..], span)?;
            }
        }
    }
    head.docs = docs.join("\n").trim().to_owned();
    Ok(head)
}

impl Head {
    fn named(&mut self, words: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        let refused = |message: String, help: &str| {
            Err(Diagnostic::error(codes::QUERY_FILE, message).at(span).help(help).into())
        };
        let mut words = words.split_whitespace();
        let name = words.next().unwrap_or_default();
        if !is_name(name) {
            return refused(
                format!("`{name}` is no name for a function"),
                "for example: `-- name: recent_posts`",
            );
        }
        if self.name.is_some() {
            return refused("a second name for the same query".to_owned(), "one query has one name");
        }
        self.name = Some(name.to_owned());
        for mark in words {
            let Some(cardinality) = Cardinality::from_mark(mark).filter(|_| self.cardinality.is_none())
            else {
                let message = format!("`{mark}` is none of :one, :optional, :many and :exec");
                return refused(message, "one of them may follow the name");
            };
            self.cardinality = Some(cardinality);
        }
        Ok(())
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
