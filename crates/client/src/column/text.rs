//! Conditions on text.

use std::marker::PhantomData;

use crate::condition::Operand;
use crate::order::Direction;
use crate::types::TsVector;
use crate::{Column, Condition, Order, Textual, parameter};

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

    /// The column begins with the text, whatever the case.
    pub fn starts_with_ignoring_case(self, text: &str) -> Condition<M> {
        self.pattern(" ILIKE ", format!("{}%", escaped(text)))
    }

    /// The column ends with the text, whatever the case.
    pub fn ends_with_ignoring_case(self, text: &str) -> Condition<M> {
        self.pattern(" ILIKE ", format!("%{}", escaped(text)))
    }

    /// The column is the text, whatever the case: an index on `lower(column)` serves it.
    pub fn eq_ignoring_case(self, text: impl Into<String>) -> Condition<M> {
        let left = Operand::Wrapped { before: "lower(", column: Some(self.name), after: ")" };
        Condition::compare(left, " = lower(", parameter(text.into()), ")")
    }

    /// The column is one of the texts, whatever the case.
    pub fn is_in_ignoring_case<S: Into<String>>(self, texts: impl IntoIterator<Item = S>) -> Condition<M> {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        let left = Operand::Wrapped { before: "lower(", column: Some(self.name), after: ")" };
        // What a small letter is, the server's locale says.
        let (before, after) = (" = ANY(ARRAY(SELECT lower(x) FROM unnest(", "::text[]) AS x))");
        Condition::compare(left, before, parameter(texts), after)
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
        let left = self.document(language);
        let language = language.replace('\'', "''");
        Condition::compare(
            left,
            format!(" @@ websearch_to_tsquery('{language}'::regconfig, "),
            parameter(query.to_owned()),
            ")",
        )
    }
}

impl<M, T: Textual> Column<M, T> {
    fn document(self, language: &str) -> Operand {
        Operand::Search { column: self.name, language: language.to_owned() }
    }

    /// How well the column fits the words of a web search: best first with `desc()`.
    pub fn rank(self, language: &str, query: &str) -> Rank<M> {
        Rank::new(self.document(language), language, query)
    }
}

macro_rules! documents {
    ($($t:ty),*) => { $(
        impl<M> Column<M, $t> {
            /// The words of a web search (`"exact words" -without or`) are in the document.
            pub fn matches(self, language: &str, query: &str) -> Condition<M> {
                matches(self.name, language, query)
            }

            /// How well the document fits the words of a web search: best first with `desc()`.
            pub fn rank(self, language: &str, query: &str) -> Rank<M> {
                Rank::new(Operand::Column(self.name), language, query)
            }
        }
    )* };
}
documents!(TsVector, Option<TsVector>);

fn matches<M>(column: &'static str, language: &str, query: &str) -> Condition<M> {
    let language = language.replace('\'', "''");
    let operator = format!(" @@ websearch_to_tsquery('{language}'::regconfig, ");
    Condition::compare(Operand::Column(column), operator, parameter(query.to_owned()), ")")
}

/// How well rows fit a search.
#[derive(Debug)]
#[must_use = "a rank does nothing until a plan takes it"]
pub struct Rank<M> {
    operand: Operand,
    of: PhantomData<fn() -> M>,
}

impl<M> Rank<M> {
    fn new(document: Operand, language: &str, query: &str) -> Self {
        let (document, language, query) = (Box::new(document), language.to_owned(), query.to_owned());
        Self { operand: Operand::Rank { document, language, query }, of: PhantomData }
    }

    /// Worst first.
    pub fn asc(self) -> Order<M> {
        Order::new(self.operand, Direction::Ascending)
    }

    /// Best first.
    pub fn desc(self) -> Order<M> {
        Order::new(self.operand, Direction::Descending)
    }
}

/// A text in which `%`, `_` and `\` of a pattern mean themselves.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
