//! `datasource` and `generator` blocks: free-form properties.

use super::{Docs, Expression, Ident};
use icms_diagnostic::Span;

/// A configuration block.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which of the two.
    pub kind: ConfigKind,
    /// The block's name: the prefix of `@db.` attributes for a datasource.
    pub name: Ident,
    /// In the order written.
    pub properties: Vec<Property>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// Which configuration block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConfigKind {
    /// `datasource`
    Datasource,
    /// `generator`
    Generator,
}

/// `key = value`.
#[derive(Debug, Clone)]
pub struct Property {
    /// The key.
    pub name: Ident,
    /// The value; none when nothing follows `=`.
    pub value: Option<Expression>,
    /// The whole line.
    pub span: Span,
}
