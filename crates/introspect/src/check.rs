//! Check constraints of tables.

use icms_model::{Check, Expr, Inheritance};

use crate::constraint::Raw;
use crate::draft::Draft;

/// Gives a table a check.
pub fn read(raw: Raw<'_>, draft: &mut Draft) {
    let Some(table) = draft.table(raw.table) else { return };
    table.checks.push(Check {
        name: raw.name,
        expression: Expr::new(raw.expression.unwrap_or_default()),
        validation: raw.validation,
        inheritance: if raw.no_inherit { Inheritance::Local } else { Inheritance::Inherited },
        comment: raw.comment,
    });
}
