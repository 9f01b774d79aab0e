//! Comments as SQL.

use icms_model::{FunctionKind, QualifiedName, Signature, ViewKind};
use icms_sql::{Name, quote_literal};

use crate::Statement;
use crate::name::qualified;

/// What a comment stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A namespace.
    Namespace(&'a Name),
    /// An extension.
    Extension(&'a Name),
    /// An enum.
    Enum(&'a QualifiedName),
    /// A sequence.
    Sequence(&'a QualifiedName),
    /// A table.
    Table(&'a QualifiedName),
    /// A column of a table.
    Column(&'a QualifiedName, &'a Name),
    /// A constraint of a table.
    Constraint(&'a QualifiedName, &'a Name),
    /// An index.
    Index(QualifiedName),
    /// A function or procedure.
    Function(FunctionKind, &'a Signature),
    /// A view.
    View(ViewKind, &'a QualifiedName),
}

/// `COMMENT ON … IS …`; NULL removes it.
#[must_use]
pub fn set(subject: &Subject<'_>, text: Option<&str>) -> Statement {
    let text = text.map_or_else(|| "NULL".to_owned(), quote_literal);
    Statement::new(format!("COMMENT ON {} IS {text}", on(subject)))
}

fn on(subject: &Subject<'_>) -> String {
    match subject {
        Subject::Namespace(name) => format!("SCHEMA {}", name.quoted()),
        Subject::Extension(name) => format!("EXTENSION {}", name.quoted()),
        Subject::Enum(name) => format!("TYPE {}", qualified(name)),
        Subject::Sequence(name) => format!("SEQUENCE {}", qualified(name)),
        Subject::Table(name) => format!("TABLE {}", qualified(name)),
        Subject::Column(table, name) => format!("COLUMN {}.{}", qualified(table), name.quoted()),
        Subject::Constraint(table, name) => format!("CONSTRAINT {} ON {}", name.quoted(), qualified(table)),
        Subject::Index(name) => format!("INDEX {}", qualified(name)),
        Subject::Function(kind, signature) => {
            format!("{} {}", crate::function::word(*kind), crate::function::signature(signature))
        }
        Subject::View(kind, name) => format!("{} {}", crate::view::word(*kind), qualified(name)),
    }
}
