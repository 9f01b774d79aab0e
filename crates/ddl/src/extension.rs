//! Extensions as SQL.

use icms_model::Extension;
use icms_sql::{Name, quote_literal};

use crate::Statement;

/// `CREATE EXTENSION IF NOT EXISTS`, the one statement with that clause: a superuser often made it beforehand.
#[must_use]
pub fn create(extension: &Extension) -> Statement {
    let mut sql = format!("CREATE EXTENSION IF NOT EXISTS {}", extension.name.quoted());
    let named = extension.namespace.as_ref().filter(|namespace| !namespace.as_str().is_empty());
    if let Some(namespace) = named {
        sql.push_str(&format!(" WITH SCHEMA {}", namespace.quoted()));
    }
    if let Some(version) = &extension.version {
        sql.push_str(&format!(" VERSION {}", quote_literal(version)));
    }
    Statement::new(sql)
}

/// `DROP EXTENSION`.
#[must_use]
pub fn drop(name: &Name) -> Statement {
    Statement::new(format!("DROP EXTENSION {}", name.quoted()))
}

/// `ALTER EXTENSION … UPDATE`, to the newest version where none is said.
#[must_use]
pub fn set_version(extension: &Extension) -> Statement {
    let to = extension.version.as_deref().map(|v| format!(" TO {}", quote_literal(v))).unwrap_or_default();
    Statement::new(format!("ALTER EXTENSION {} UPDATE{to}", extension.name.quoted()))
}

/// `ALTER EXTENSION … SET SCHEMA`.
#[must_use]
pub fn set_namespace(extension: &Extension) -> Option<Statement> {
    let namespace = extension.namespace.as_ref()?;
    let (name, namespace) = (extension.name.quoted(), namespace.quoted());
    Some(Statement::new(format!("ALTER EXTENSION {name} SET SCHEMA {namespace}")))
}
