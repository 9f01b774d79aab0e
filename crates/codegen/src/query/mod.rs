//! Queries of one's own: files of SQL → functions with types.
//!
//! Pure like the rest: what a server says about a query comes as a [`Description`].

mod around;
mod file;
mod head;
pub(crate) mod module;
mod placeholder;
mod rows;
mod stored;
mod text;
pub(crate) mod typed;

use icms_diagnostic::Span;
use icms_model::entity::EntityGraph;
use icms_model::{Description, QualifiedName, Schema};
use icms_sql::Name;

pub use file::{Parameter, Query, read};
pub use stored::{FILE, HEADER, Missing, Stored};

pub use crate::codes::{QUERY_REFUSED as REFUSED, QUERY_UNDESCRIBED as UNDESCRIBED};

/// A query and what a server says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The query.
    pub query: Query,
    /// What a server says about its text.
    pub description: Description,
}

/// Something of the database that a query names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The table or view.
    pub relation: QualifiedName,
    /// Its column, if it is one.
    pub column: Option<Name>,
    /// Where it is named.
    pub span: Span,
}

/// The tables and columns that a query names, as far as its text and the schema tell.
#[must_use]
pub fn names(query: &Query, schema: &Schema, graph: &EntityGraph) -> Vec<Named> {
    let given: Vec<Nulls> = query.parameters.iter().map(|parameter| parameter.nulls).collect();
    let rows = rows::of(&query.sql, &given, rows::Catalogue { schema, graph });
    let one = |seen: rows::Seen| Named {
        relation: seen.relation,
        column: seen.column,
        span: query.span_of(seen.range),
    };
    rows.seen.into_iter().map(one).collect()
}

/// Whether each column of a query may be NULL, as far as its text and the schema tell; none when not even their number
/// is known.
#[must_use]
pub fn proven(query: &Query, schema: &Schema, graph: &EntityGraph) -> Option<Vec<Nulls>> {
    let given: Vec<Nulls> = query.parameters.iter().map(|parameter| parameter.nulls).collect();
    let rows = rows::of(&query.sql, &given, rows::Catalogue { schema, graph });
    Some(rows.columns?.into_iter().map(|column| column.nulls).collect())
}

/// Whether a value may be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// It never is.
    Never,
    /// It may be.
    Maybe,
}

impl Nulls {
    /// Of what is NULL as soon as one of two is.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, Self::Never) => Self::Never,
            (Self::Maybe, _) | (_, Self::Maybe) => Self::Maybe,
        }
    }

    /// Of what is NULL only when both of two are.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Maybe, Self::Maybe) => Self::Maybe,
            (Self::Never, _) | (_, Self::Never) => Self::Never,
        }
    }
}

/// How many rows an author wants of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cardinality {
    /// `:one`: the first row; none is an error.
    One,
    /// `:optional`: the first row, if there is one.
    Optional,
    /// `:many`: all of them.
    Many,
    /// `:exec`: only how many the statement concerned.
    Count,
}

impl Cardinality {
    fn from_mark(mark: &str) -> Option<Self> {
        Some(match mark {
            ":one" => Self::One,
            ":optional" => Self::Optional,
            ":many" => Self::Many,
            ":exec" => Self::Count,
            _ => return None,
        })
    }
}
