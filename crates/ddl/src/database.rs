//! Databases.

use icms_sql::Name;

use crate::statement::{Statement, Transaction};

/// What becomes of sessions that are connected to a database that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connections {
    /// They stay, and the database too.
    Kept,
    /// They end.
    Ended,
}

/// `CREATE DATABASE`
#[must_use]
pub fn create(name: &Name) -> Statement {
    Statement::new(format!("CREATE DATABASE {}", name.quoted())).in_transaction(Transaction::Forbidden)
}

/// `DROP DATABASE`; servers before 13 end no connections.
#[must_use]
pub fn drop(name: &Name, connections: Connections) -> Statement {
    let force = match connections {
        Connections::Kept => "",
        Connections::Ended => " WITH (FORCE)",
    };
    Statement::new(format!("DROP DATABASE {}{force}", name.quoted())).in_transaction(Transaction::Forbidden)
}
