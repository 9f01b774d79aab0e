//! Namespaces as SQL.

use icms_model::Namespace;
use icms_sql::Name;

use crate::Statement;

/// `CREATE SCHEMA`.
#[must_use]
pub fn create(namespace: &Namespace) -> Statement {
    Statement::new(format!("CREATE SCHEMA {}", namespace.name.quoted()))
}

/// `DROP SCHEMA`, which must be empty.
#[must_use]
pub fn drop(name: &Name) -> Statement {
    Statement::new(format!("DROP SCHEMA {}", name.quoted()))
}

/// `ALTER SCHEMA … RENAME TO`.
#[must_use]
pub fn rename(from: &Name, to: &Name) -> Statement {
    Statement::new(format!("ALTER SCHEMA {} RENAME TO {}", from.quoted(), to.quoted()))
}
