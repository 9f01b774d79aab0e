//! Enumerated types as SQL.

use icms_model::{Enum, QualifiedName};
use icms_sql::{Name, quote_literal};

use crate::name::qualified;
use crate::{Statement, Transaction};

/// Where a new value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// After all others.
    Last,
    /// Before this one.
    Before(Name),
}

/// `CREATE TYPE … AS ENUM`.
#[must_use]
pub fn create(enumeration: &Enum) -> Statement {
    let values: Vec<String> = enumeration.values.iter().map(|v| quote_literal(v.as_str())).collect();
    let width: usize = values.iter().map(|v| v.len() + 2).sum();
    let list = if width > 60 { format!("\n    {}\n", values.join(",\n    ")) } else { values.join(", ") };
    Statement::new(format!("CREATE TYPE {} AS ENUM ({list})", qualified(&enumeration.name)))
}

/// `DROP TYPE`.
#[must_use]
pub fn drop(name: &QualifiedName) -> Statement {
    Statement::new(format!("DROP TYPE {}", qualified(name)))
}

/// `ALTER TYPE … RENAME TO`.
#[must_use]
pub fn rename(from: &QualifiedName, to: &Name) -> Statement {
    Statement::new(format!("ALTER TYPE {} RENAME TO {}", qualified(from), to.quoted()))
}

/// `ALTER TYPE … SET SCHEMA`.
#[must_use]
pub fn set_namespace(from: &QualifiedName, to: &Name) -> Statement {
    Statement::new(format!("ALTER TYPE {} SET SCHEMA {}", qualified(from), to.quoted()))
}

/// `ALTER TYPE … ADD VALUE`, usable only after the commit.
#[must_use]
pub fn add_value(name: &QualifiedName, value: &Name, place: &Place) -> Statement {
    let place = match place {
        Place::Last => String::new(),
        Place::Before(next) => format!(" BEFORE {}", quote_literal(next.as_str())),
    };
    let sql = format!("ALTER TYPE {} ADD VALUE {}{place}", qualified(name), quote_literal(value.as_str()));
    Statement::new(sql).in_transaction(Transaction::CommitBeforeUse)
}

/// `ALTER TYPE … RENAME VALUE`.
#[must_use]
pub fn rename_value(name: &QualifiedName, from: &Name, to: &Name) -> Statement {
    let (from, to) = (quote_literal(from.as_str()), quote_literal(to.as_str()));
    Statement::new(format!("ALTER TYPE {} RENAME VALUE {from} TO {to}", qualified(name)))
}
