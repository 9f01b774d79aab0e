//! Values in attribute arguments and properties.

use super::{Argument, Ident};
use icms_diagnostic::Span;

/// A value as written.
#[derive(Debug, Clone)]
pub enum Expression {
    /// `12`, `-1.5`: digits as written.
    Number(String, Span),
    /// A string literal, escapes resolved. `"…"` or `"""…"""`.
    String(String, Span),
    /// A bare word or dotted path: `true`, `Cascade`, `name`, `a.b`.
    Word(String, Span),
    /// `now()`, `raw("…")`, `title(sort: Desc)`.
    Call {
        /// What is called, path parts joined by dots.
        name: Ident,
        /// In the order written.
        arguments: Vec<Argument>,
        /// The whole call.
        span: Span,
    },
    /// `[a, b]`.
    Array(Vec<Expression>, Span),
    /// `{ key: value }`.
    Object(Vec<(Ident, Expression)>, Span),
    /// `period with "&&"`: an element of an exclusion constraint.
    With {
        /// The column or expression.
        element: Box<Expression>,
        /// The operator.
        operator: Ident,
        /// The whole element.
        span: Span,
    },
}

impl Expression {
    /// Where it stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Number(_, span)
            | Self::String(_, span)
            | Self::Word(_, span)
            | Self::Array(_, span)
            | Self::Object(_, span)
            | Self::Call { span, .. }
            | Self::With { span, .. } => *span,
        }
    }
}
