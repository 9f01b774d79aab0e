//! Enums.

use super::{Attribute, Docs, Ident};
use icms_diagnostic::Span;

/// `enum Role { ADMIN MEMBER }`.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The enum's name.
    pub name: Ident,
    /// In the order written.
    pub values: Vec<EnumValue>,
    /// `@@` lines.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// `ADMIN @map("admin")`.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The value's name in the language.
    pub name: Ident,
    /// `@map`, `@renamedFrom`.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole line.
    pub span: Span,
}
