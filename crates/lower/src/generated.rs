//! `@generated("…")`: columns computed from others.

use icms_diagnostic::Diagnostic;
use icms_model::{Expr, Generated, GeneratedKind};
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, Takes, choice};
use crate::code;
use crate::context::Context;

const EXPRESSION: Takes = Takes { positional: &["expression", "kind"], named: &[], beyond: &[] };

/// Reads `@generated("price * 2")`, `@generated("…", kind: Virtual)`.
pub(crate) fn read<'a>(context: &mut Context<'a>, attribute: &'a Attribute) -> Option<Generated> {
    let arguments = Arguments::check(context, attribute, &EXPRESSION);
    let kinds = [("Stored", GeneratedKind::Stored), ("Virtual", GeneratedKind::Virtual)];
    let kind = arguments.get("kind").and_then(|value| choice(context, value, &kinds));
    if kind == Some(GeneratedKind::Virtual) && context.target.major < 18 {
        let message = "virtual columns came with PostgreSQL 18";
        let diagnostic = Diagnostic::error(code::SERVER_TOO_OLD, message).at(arguments.span_of("kind"));
        context.report(diagnostic.help("use `Stored`"));
    }
    arguments.required(context, "expression")?;
    let (text, _) = arguments.name(context, "expression")?;
    Some(Generated { expression: Expr::new(text), kind: kind.unwrap_or(GeneratedKind::Stored) })
}
