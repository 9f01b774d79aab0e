//! The tree of an expression or a query, with the places of its names.

use std::ops::Range;

/// One part of a name and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Ident {
    pub name: String,
    pub range: Range<usize>,
}

/// A possibly qualified name.
pub(crate) type Path = Vec<Ident>;

/// A type as named in a cast: PostgreSQL's own under their internal names, without schema.
#[derive(Debug, Clone)]
pub(crate) struct TypeName {
    pub schema: Option<String>,
    pub name: String,
    /// What stands in parentheses, or the fields of an interval.
    pub mods: Option<String>,
    pub array: bool,
    /// As written; empty for types spelled with keywords.
    pub path: Path,
}

#[derive(Debug, Clone)]
pub(crate) enum Expr {
    /// A string literal of no type yet.
    Text(String),
    /// `B'01'`, `X'1F'` as written.
    Bits(String),
    /// With its sign when negative.
    Number(String),
    True,
    False,
    Null,
    Parameter(String),
    Column(Path),
    /// `*` or `t.*`.
    Star(Path),
    /// `CURRENT_TIMESTAMP(3)` and its kin, in upper case.
    Value(String),
    Unary {
        op: String,
        arg: Box<Expr>,
    },
    Binary {
        op: String,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `left op ANY|ALL (right)`; the right side is an array or a subquery.
    Quantified {
        op: String,
        all: Quantifier,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    /// `IS [NOT] NULL|TRUE|…`; the test in upper case.
    Is {
        arg: Box<Expr>,
        test: &'static str,
    },
    Distinct {
        left: Box<Expr>,
        right: Box<Expr>,
    },
    In {
        left: Box<Expr>,
        list: Vec<Expr>,
        negated: Negated,
    },
    InQuery {
        left: Box<Expr>,
        query: Box<Query>,
        negated: Negated,
    },
    Between {
        arg: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
        negated: Negated,
        symmetric: Symmetric,
    },
    Case {
        operand: Option<Box<Expr>>,
        whens: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    /// COALESCE, NULLIF, EXTRACT and whatever else has a grammar of its own.
    Special {
        name: &'static str,
        args: Vec<Expr>,
    },
    Call(Box<Call>),
    Cast {
        arg: Box<Expr>,
        to: TypeName,
    },
    Collate {
        arg: Box<Expr>,
        collation: Path,
    },
    Subscript {
        arg: Box<Expr>,
        subscripts: Vec<Subscript>,
    },
    Field {
        arg: Box<Expr>,
        field: Ident,
    },
    Array(Vec<Expr>),
    ArrayQuery(Box<Query>),
    Row(Vec<Expr>),
    Exists(Box<Query>),
    Subquery(Box<Query>),
    /// A literal whose type is settled; only the elaborator makes these.
    Constant {
        ty: TypeName,
        value: String,
    },
    /// A cast that changes nothing but the type's name (`varchar` to `text`, a domain to its base): kept where it
    /// decides the type of a result, dropped where an operator would put it in by itself.
    Relabel {
        arg: Box<Expr>,
        to: TypeName,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Any,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negated {
    No,
    Yes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symmetric {
    No,
    Yes,
}

#[derive(Debug, Clone)]
pub(crate) enum Subscript {
    Element(Expr),
    Slice(Option<Expr>, Option<Expr>),
}

/// A function call with everything that may hang on it.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub path: Path,
    pub args: Vec<Argument>,
    pub distinct: bool,
    pub order: Vec<Sort>,
    pub within: Vec<Sort>,
    pub filter: Option<Expr>,
    pub over: Option<Window>,
}

#[derive(Debug, Clone)]
pub(crate) struct Argument {
    pub name: Option<String>,
    pub variadic: bool,
    pub value: Expr,
}

#[derive(Debug, Clone)]
pub(crate) struct Sort {
    pub expr: Expr,
    /// `DESC`, `NULLS FIRST`, `USING <` in one spelling; empty for the default order.
    pub order: String,
}

#[derive(Debug, Clone)]
pub(crate) enum Window {
    Named(String),
    Inline { base: Option<String>, partition: Vec<Expr>, order: Vec<Sort>, frame: String },
}

#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub recursive: bool,
    pub with: Vec<Cte>,
    pub body: Body,
    pub order: Vec<Sort>,
    pub limit: Option<Expr>,
    pub offset: Option<Expr>,
}

#[derive(Debug, Clone)]
pub(crate) struct Cte {
    pub name: String,
    pub columns: Vec<String>,
    /// `MATERIALIZED`, `NOT MATERIALIZED` or empty.
    pub materialized: &'static str,
    pub query: Query,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    Select(Box<Select>),
    Values(Vec<Vec<Expr>>),
    /// `UNION ALL` and the like, in upper case.
    Set {
        op: String,
        left: Box<Query>,
        right: Box<Query>,
    },
    Nested(Box<Query>),
}

#[derive(Debug, Clone)]
pub(crate) struct Select {
    pub distinct: bool,
    pub distinct_on: Vec<Expr>,
    pub targets: Vec<Target>,
    pub from: Vec<From>,
    pub filter: Option<Expr>,
    pub group: Vec<Expr>,
    pub having: Option<Expr>,
    pub windows: Vec<(String, Window)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub expr: Expr,
    /// Where the expression stands; the alias follows it.
    pub range: Range<usize>,
    pub alias: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Alias {
    pub name: Option<String>,
    pub columns: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) enum From {
    Table { only: bool, path: Path, alias: Alias },
    Function { lateral: bool, call: Box<Expr>, ordinality: bool, alias: Alias },
    Query { lateral: bool, query: Box<Query>, alias: Alias },
    Join { kind: &'static str, left: Box<From>, right: Box<From>, on: JoinOn },
}

#[derive(Debug, Clone)]
pub(crate) enum JoinOn {
    Nothing,
    Natural,
    Condition(Box<Expr>),
    Using(Path),
}
