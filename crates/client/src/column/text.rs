//! Conditions on text.

use crate::condition::Operand;
use crate::types::TsVector;
use crate::{Column, Condition, Textual, parameter};

impl<M, T: Textual> Column<M, T> {
    fn pattern(self, operator: &'static str, pattern: String) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), operator, parameter(pattern), "")
    }

    /// The text stands somewhere in the column.
    pub fn contains(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("%{}%", escaped(text)))
    }

    /// The same, whatever the case.
    pub fn contains_ignoring_case(self, text: &str) -> Condition<M> {
        self.pattern(" ILIKE ", format!("%{}%", escaped(text)))
    }

    /// The column begins with the text.
    pub fn starts_with(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("{}%", escaped(text)))
    }

    /// The column ends with the text.
    pub fn ends_with(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("%{}", escaped(text)))
    }

    /// The column matches a pattern with `%` and `_`.
    pub fn like(self, pattern: impl Into<String>) -> Condition<M> {
        self.pattern(" LIKE ", pattern.into())
    }

    /// The column matches a regular expression of PostgreSQL's.
    pub fn matches_regex(self, expression: impl Into<String>) -> Condition<M> {
        self.pattern(" ~ ", expression.into())
    }

    /// The words of a web search (`"exact words" -without or`) are in the column, read in this language: `english`.
    pub fn search(self, language: &str, query: &str) -> Condition<M> {
        let left = Operand::Search { column: self.name, language: language.to_owned() };
        let language = language.replace('\'', "''");
        Condition::compare(
            left,
            format!(" @@ websearch_to_tsquery('{language}'::regconfig, "),
            parameter(query.to_owned()),
            ")",
        )
    }
}

impl<M> Column<M, TsVector> {
    /// The words of a web search (`"exact words" -without or`) are in the document.
    pub fn matches(self, language: &str, query: &str) -> Condition<M> {
        matches(self.name, language, query)
    }
}

impl<M> Column<M, Option<TsVector>> {
    /// The words of a web search (`"exact words" -without or`) are in the document.
    pub fn matches(self, language: &str, query: &str) -> Condition<M> {
        matches(self.name, language, query)
    }
}

fn matches<M>(column: &'static str, language: &str, query: &str) -> Condition<M> {
    let language = language.replace('\'', "''");
    let operator = format!(" @@ websearch_to_tsquery('{language}'::regconfig, ");
    Condition::compare(Operand::Column(column), operator, parameter(query.to_owned()), ")")
}

/// A text in which `%`, `_` and `\` of a pattern mean themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
