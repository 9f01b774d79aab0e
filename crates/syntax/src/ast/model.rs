//! Models, composite types and mixins: blocks made of fields.

use super::{Attribute, Docs, Field, Ident};
use icms_diagnostic::Span;

/// `model User { … }`.
#[derive(Debug, Clone)]
pub struct Model {
    /// The model's name.
    pub name: Ident,
    /// In the order written.
    pub fields: Vec<Field>,
    /// `...Timestamps` lines.
    pub spreads: Vec<Spread>,
    /// `@@` lines.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// `...Name`: the fields and attributes of a mixin, inserted here.
#[derive(Debug, Clone)]
pub struct Spread {
    /// The mixin.
    pub name: Ident,
    /// How many fields stand before it.
    pub at: usize,
}

/// `type Address { street String }`.
#[derive(Debug, Clone)]
pub struct Composite {
    /// The type's name.
    pub name: Ident,
    /// Its attributes (members) in order.
    pub fields: Vec<Field>,
    /// `@@` lines.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// `mixin Timestamps { … }`.
#[derive(Debug, Clone)]
pub struct Mixin {
    /// The mixin's name.
    pub name: Ident,
    /// In the order written.
    pub fields: Vec<Field>,
    /// `@@` lines.
    pub attributes: Vec<Attribute>,
    /// The whole block.
    pub span: Span,
}
