//! Statements of objects without words here, as the server printed them.

use icms_model::Unmanaged;

use crate::Statement;

/// Its `CREATE` statement, when known.
#[must_use]
pub fn create(object: &Unmanaged) -> Option<Statement> {
    let definition = object.definition.as_ref()?;
    Some(Statement::new(definition.trim().trim_end_matches(';').to_owned()))
}
