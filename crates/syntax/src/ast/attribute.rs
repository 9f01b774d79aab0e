//! `@name(arguments)` on fields, enum values and types; `@@name(arguments)` on blocks.

use super::{Expression, Ident};
use icms_diagnostic::Span;

/// An attribute in general form.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// `id`, `db.VarChar`, `relation`: without the at signs, path parts joined by dots.
    pub name: Ident,
    /// In the order written; empty without parentheses.
    pub arguments: Vec<Argument>,
    /// From the first `@` to the last character.
    pub span: Span,
}

impl Attribute {
    /// The argument with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|a| a.name.as_ref().is_some_and(|n| n.value == name))
    }

    /// The positional arguments.
    pub fn positional(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|a| a.name.is_none())
    }
}

/// `value` or `name: value`.
#[derive(Debug, Clone)]
pub struct Argument {
    /// Absent for a positional argument.
    pub name: Option<Ident>,
    /// The value.
    pub value: Expression,
    /// Name and value.
    pub span: Span,
}
