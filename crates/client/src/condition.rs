//! Conditions on rows of one model.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::keyset::{self, Place};
use crate::link::Link;
use crate::statement::{Parameter, Writer, parameter};

/// What rows of model `M` must satisfy.
#[derive(Debug)]
#[must_use = "a condition does nothing until a plan takes it"]
pub struct Condition<M> {
    node: Node,
    of: PhantomData<fn() -> M>,
}

/// What is compared: a column or something made of one.
#[derive(Debug)]
pub(crate) enum Operand {
    Column(&'static str),
    /// `lower(` column `)`; without a column `count(*)`.
    Wrapped {
        before: &'static str,
        column: Option<&'static str>,
        after: &'static str,
    },
    /// `min(column::"Role")`: a domain as the type below it.
    WrappedBelow {
        before: &'static str,
        column: &'static str,
        base: &'static str,
        after: &'static str,
    },
    /// `column::text[]`
    Cast {
        column: &'static str,
        via: &'static str,
        list: bool,
    },
    /// `jsonb_typeof(` something `)`
    Around {
        before: &'static str,
        inner: Box<Self>,
        after: &'static str,
    },
    /// `column::jsonb #>> '{a,b}'`: `json` has hardly any operators.
    Path {
        column: &'static str,
        operator: &'static str,
        path: Vec<String>,
    },
    /// `to_tsvector('english', column)`
    Search {
        column: &'static str,
        language: String,
    },
    /// `ts_rank(to_tsvector('english', column), websearch_to_tsquery('english', $2))`
    Rank {
        document: Box<Self>,
        language: String,
        query: String,
    },
    /// `(SELECT count(*) FROM posts AS t1 WHERE …)`
    Related {
        link: Link,
        what: Box<Self>,
        condition: Option<Box<Node>>,
    },
}

impl Operand {
    pub(crate) fn write(self, out: &mut Writer) {
        match self {
            Self::Column(column) => out.column(column),
            Self::Wrapped { before, column, after } => {
                out.text(before);
                if let Some(column) = column {
                    out.column(column);
                }
                out.text(after);
            }
            Self::WrappedBelow { before, column, base, after } => {
                out.text(before);
                out.column(column);
                out.text("::");
                out.text(base);
                out.text(after);
            }
            Self::Cast { column, via, list } => {
                out.column(column);
                out.text("::");
                out.text(via);
                out.text(if list { "[]" } else { "" });
            }
            Self::Around { before, inner, after } => {
                out.text(before);
                inner.write(out);
                out.text(after);
            }
            Self::Path { column, operator, path } => {
                out.text("(");
                out.column(column);
                out.text("::jsonb");
                out.text(operator);
                out.value(parameter(path), "::text[])");
            }
            Self::Search { column, language } => {
                out.text("to_tsvector(");
                out.value(parameter(language), "::text::regconfig, ");
                out.column(column);
                out.text(")");
            }
            Self::Rank { document, language, query } => {
                out.text("ts_rank(");
                document.write(out);
                out.text(", websearch_to_tsquery(");
                out.value(parameter(language), "::text::regconfig, ");
                out.value(parameter(query), "))");
            }
            Self::Related { link, what, condition } => {
                out.text("(SELECT ");
                out.inside(|out| {
                    what.write(out);
                    link.write_related(out);
                    if let Some(condition) = condition {
                        out.text(" AND ");
                        condition.write(out);
                    }
                });
                out.text(")");
            }
        }
    }
}

/// Which rows of a relation must satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Some,
    Every,
    None,
}

#[derive(Debug)]
pub(crate) enum Node {
    /// `left IS NULL`
    Test(Operand, &'static str),
    /// `left = $1`; what stands before the values, between and after them.
    Compare {
        left: Operand,
        operator: Cow<'static, str>,
        values: Vec<Parameter>,
        after: Cow<'static, str>,
    },
    /// `left = right`
    Both {
        left: Operand,
        operator: &'static str,
        right: Operand,
    },
    /// `$1 = ANY(column)`
    Element {
        column: &'static str,
        value: Parameter,
        cast: Cow<'static, str>,
    },
    /// `EXISTS (…)`
    Related {
        which: Which,
        link: Link,
        condition: Option<Box<Self>>,
    },
    /// `(a, b) > ($1, $2)`
    Behind(Vec<Place>),
    All(Vec<Self>),
    Either(Vec<Self>),
    Not(Box<Self>),
}

impl<M> Condition<M> {
    pub(crate) const fn new(node: Node) -> Self {
        Self { node, of: PhantomData }
    }

    pub(crate) fn test(left: Operand, words: &'static str) -> Self {
        Self::new(Node::Test(left, words))
    }

    pub(crate) fn compare(
        left: Operand,
        operator: impl Into<Cow<'static, str>>,
        value: Parameter,
        after: impl Into<Cow<'static, str>>,
    ) -> Self {
        let values = vec![value];
        Self::new(Node::Compare { left, operator: operator.into(), values, after: after.into() })
    }

    pub(crate) fn into_node(self) -> Node {
        self.node
    }

    /// All of these; none of them is no condition.
    pub fn all(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Node::All(conditions.into_iter().map(Self::into_node).collect()))
    }

    /// At least one of these; none of them is never.
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Node::Either(conditions.into_iter().map(Self::into_node).collect()))
    }

    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        Self::new(match self.node {
            Node::All(mut all) => {
                all.push(other.node);
                Node::All(all)
            }
            node => Node::All(vec![node, other.node]),
        })
    }

    /// At least one holds.
    pub fn or(self, other: Self) -> Self {
        Self::new(match self.node {
            Node::Either(mut all) => {
                all.push(other.node);
                Node::Either(all)
            }
            node => Node::Either(vec![node, other.node]),
        })
    }

    pub(crate) fn write(self, out: &mut Writer) {
        self.node.write(out);
    }
}

impl<M> std::ops::Not for Condition<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Node::Not(Box::new(self.node)))
    }
}

impl Node {
    pub(crate) fn write(self, out: &mut Writer) {
        match self {
            Self::Test(left, words) => {
                left.write(out);
                out.text(words);
            }
            Self::Compare { left, operator, values, after } => {
                left.write(out);
                out.text(&operator);
                out.joined(values, ", ", |out, value| out.value(value, ""));
                out.text(&after);
            }
            Self::Both { left, operator, right } => {
                left.write(out);
                out.text(operator);
                right.write(out);
            }
            Self::Element { column, value, cast } => {
                out.value(value, &cast);
                out.text(" = ANY(");
                out.column(column);
                out.text(")");
            }
            Self::Related { which, link, condition } => related(which, &link, condition, out),
            Self::Behind(places) => keyset::write(places, out),
            Self::All(all) => grouped(all, " AND ", "TRUE", out),
            Self::Either(all) => grouped(all, " OR ", "FALSE", out),
            Self::Not(node) => {
                out.text("NOT (");
                node.write(out);
                out.text(")");
            }
        }
    }
}

fn grouped(all: Vec<Node>, word: &str, empty: &str, out: &mut Writer) {
    out.text("(");
    if all.is_empty() {
        out.text(empty);
    }
    out.joined(all, word, |out, node| node.write(out));
    out.text(")");
}

/// Every row satisfies when none exists that does not: one without an answer (NULL) does not satisfy either.
fn related(which: Which, link: &Link, condition: Option<Box<Node>>, out: &mut Writer) {
    out.text(if which == Which::Some { "EXISTS (" } else { "NOT EXISTS (" });
    out.inside(|out| {
        out.text("SELECT 1");
        link.write_related(out);
        if let Some(condition) = condition {
            out.text(if which == Which::Every { " AND (" } else { " AND " });
            condition.write(out);
            out.text(if which == Which::Every { ") IS NOT TRUE" } else { "" });
        }
    });
    out.text(")");
}
