//! Conditions on rows of one model.

use std::marker::PhantomData;

use crate::query::{Parameter, Statement};

/// What rows of model `M` must satisfy.
#[derive(Debug)]
pub struct Condition<M> {
    node: Node,
    of: PhantomData<fn() -> M>,
}

#[derive(Debug)]
enum Node {
    Plain(String),
    Compare { column: &'static str, operator: String, value: Parameter, cast: &'static str },
    Any { column: &'static str, values: Parameter },
    Element { column: &'static str, value: Parameter },
    Within { column: &'static str, before: &'static str, value: Parameter, after: &'static str },
    All(Vec<Node>),
    Either(Vec<Node>),
    Not(Box<Node>),
}

impl<M> Condition<M> {
    const fn new(node: Node) -> Self {
        Self { node, of: PhantomData }
    }

    pub(crate) const fn plain(sql: String) -> Self {
        Self::new(Node::Plain(sql))
    }

    pub(crate) fn compare(
        column: &'static str,
        operator: &str,
        value: Parameter,
        cast: &'static str,
    ) -> Self {
        Self::new(Node::Compare { column, operator: operator.to_owned(), value, cast })
    }

    pub(crate) const fn any(column: &'static str, values: Parameter) -> Self {
        Self::new(Node::Any { column, values })
    }

    pub(crate) const fn element(column: &'static str, value: Parameter) -> Self {
        Self::new(Node::Element { column, value })
    }

    /// The column is among what a subquery of a generated module gives for this value.
    #[must_use]
    pub fn within(
        column: &'static str,
        before: &'static str,
        value: impl postgres_types::ToSql + Sync + Send + 'static,
        after: &'static str,
    ) -> Self {
        Self::new(Node::Within { column, before, value: Box::new(value), after })
    }

    /// Both hold.
    #[must_use]
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
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::new(match self.node {
            Node::Either(mut all) => {
                all.push(other.node);
                Node::Either(all)
            }
            node => Node::Either(vec![node, other.node]),
        })
    }

    pub(crate) fn write(self, statement: &mut Statement) {
        self.node.write(statement);
    }
}

impl<M> std::ops::Not for Condition<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Node::Not(Box::new(self.node)))
    }
}

impl Node {
    fn write(self, out: &mut Statement) {
        match self {
            Self::Plain(sql) => out.sql.push_str(&sql),
            Self::Compare { column, operator, value, cast } => {
                out.sql.push_str(&format!("{column} {operator} "));
                out.push(value, cast);
            }
            Self::Any { column, values } => {
                out.sql.push_str(&format!("{column} = ANY("));
                out.push(values, ")");
            }
            Self::Element { column, value } => {
                out.push(value, "");
                out.sql.push_str(&format!(" = ANY({column})"));
            }
            Self::Within { column, before, value, after } => {
                out.sql.push_str(&format!("{column} IN ({before}"));
                out.push(value, "");
                out.sql.push_str(&format!("{after})"));
            }
            Self::All(all) => joined(all, " AND ", out),
            Self::Either(all) => joined(all, " OR ", out),
            Self::Not(node) => {
                out.sql.push_str("NOT (");
                node.write(out);
                out.sql.push(')');
            }
        }
    }
}

fn joined(all: Vec<Node>, word: &str, out: &mut Statement) {
    out.sql.push('(');
    for (at, node) in all.into_iter().enumerate() {
        if at > 0 {
            out.sql.push_str(word);
        }
        node.write(out);
    }
    out.sql.push(')');
}
