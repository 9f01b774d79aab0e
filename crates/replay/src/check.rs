//! Check constraints.

use icms_model::effect::ConstraintBuild;
use icms_model::{Check, Expr, ObjectKind, TableId};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, Suffix, implicit_name};

use crate::constraint::{self, Written};
use crate::refusal::Done;
use crate::state::{Record, State};
use crate::{expression, syntax};

/// Adds a check.
pub(crate) fn add(
    state: &mut State,
    id: TableId,
    written: &Written,
    node: &ast::CheckConstraint,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let table_name = table.name.clone();
    let text = node.expr().map(|e| syntax::text(e.syntax())).unwrap_or_default();
    let name = match written.name() {
        Some(name) => {
            constraint::check_name(state, id, ObjectKind::Check, &name)?;
            name
        }
        None => {
            let read = expression::columns_read(&text, table);
            let columns: &[Name] = if read.len() == 1 { &read } else { &[] };
            let taken = |name: &str| state.catalogue.has_constraint(&table_name.namespace, name);
            implicit_name(table_name.name.as_str(), columns, Suffix::Check, taken)
        }
    };
    let options = written.options();
    let check = Check {
        name: name.clone(),
        expression: Expr::new(text),
        validation: constraint::validation(&options),
        inheritance: constraint::inheritance(&options),
        comment: None,
    };
    let build = constraint::build(build, check.validation);
    state.catalogue.update_table(id, |table| table.checks.push(check));
    constraint::added(record, ObjectKind::Check, &table_name, &name, build);
    Ok(())
}
