//! Composite types, which Prisma has for other databases only.

use icms_diagnostic::Diagnostic;
use icms_syntax::Dialect;

use crate::code;
use crate::context::Context;

/// Every composite type of a `.prisma` file.
pub(super) fn check(context: &mut Context) {
    if context.dialect == Dialect::Icms {
        return;
    }
    for composite in context.declared.composites.clone() {
        let message = "Prisma has no composite types for PostgreSQL";
        let diagnostic = Diagnostic::error(code::COMPOSITE_IN_PRISMA, message).at(composite.name.span);
        context.report(diagnostic.help("write a model, or a field of type `Json`; `.icms` files have them"));
    }
}
