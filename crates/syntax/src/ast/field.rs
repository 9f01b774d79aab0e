//! A line in a model, view or composite type.

use super::{Attribute, Docs, Ident};
use icms_diagnostic::{Span, Spanned};

/// `name Type? @attribute`.
#[derive(Debug, Clone)]
pub struct Field {
    /// The field's name.
    pub name: Ident,
    /// Its type, without arity.
    pub ty: FieldType,
    /// Required, optional or list.
    pub arity: Arity,
    /// In the order written.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole line without leading space and trailing comment.
    pub span: Span,
}

/// How many values a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arity {
    /// `T`
    Required,
    /// `T?`
    Optional,
    /// `T[]`
    List,
    /// `T[]?`, which Prisma refuses: kept so that `lower` can say so once.
    OptionalList,
}

/// The type of a field as written.
#[derive(Debug, Clone)]
pub enum FieldType {
    /// `Int`, `User`, `Status`.
    Named(Ident),
    /// `Unsupported("tsvector")`: the SQL text.
    Unsupported(Spanned<String>),
    /// `Range<DateTime>`.
    Generic {
        /// `Range`.
        name: Ident,
        /// `DateTime`.
        of: Ident,
    },
}
