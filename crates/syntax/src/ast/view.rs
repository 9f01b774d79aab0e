//! Views.

use super::{Attribute, Docs, Field, Ident};
use icms_diagnostic::Span;

/// `view ActiveUser { … @@sql("""…""") }`.
#[derive(Debug, Clone)]
pub struct View {
    /// The view's name.
    pub name: Ident,
    /// `materialized view`.
    pub materialized: bool,
    /// In the order written.
    pub fields: Vec<Field>,
    /// `@@` lines; `@@sql` holds the query.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}
