//! Objects without words here that must go and come back: as the server printed them.

use icms_model::{QualifiedName, Unmanaged};
use icms_sql::Name;

use crate::Statement;
use crate::name::qualified;

/// Whether it hangs on a table or view, is known by its whole `CREATE` statement, and can be dropped by name.
#[must_use]
pub fn can_be_made_again(object: &Unmanaged) -> bool {
    create(object).is_some() && parts(object).is_some()
}

/// Its `CREATE` statement, when known.
#[must_use]
pub fn create(object: &Unmanaged) -> Option<Statement> {
    let text = object.definition.as_ref()?.trim().trim_end_matches(';');
    let is_statement = text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("create "));
    is_statement.then(|| Statement::new(text.to_owned()))
}

/// `DROP TRIGGER … ON …` and its like.
#[must_use]
pub fn drop(object: &Unmanaged) -> Option<Statement> {
    let (word, name, table) = parts(object)?;
    Some(Statement::new(format!("DROP {word} {} ON {}", name.quoted(), qualified(table))))
}

fn parts(object: &Unmanaged) -> Option<(&'static str, Name, &QualifiedName)> {
    let word = match &*object.kind {
        "trigger" => "TRIGGER",
        "rule" => "RULE",
        "policy" => "POLICY",
        _ => return None,
    };
    let table = object.table.as_ref()?;
    let name = object.name.strip_prefix(&format!("{table} "))?;
    Some((word, Name::new(name), table))
}
