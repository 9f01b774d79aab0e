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

/// `CREATE DATABASE … TEMPLATE`: a copy of one that nobody is connected to.
#[must_use]
pub fn copy(name: &Name, template: &Name) -> Statement {
    let sql = format!("CREATE DATABASE {} TEMPLATE {}", name.quoted(), template.quoted());
    Statement::new(sql).in_transaction(Transaction::Forbidden)
}

/// `ALTER DATABASE … IS_TEMPLATE`: nobody connects to it any more, and anybody may copy it.
#[must_use]
pub fn mark_as_template(name: &Name) -> Statement {
    Statement::new(format!("ALTER DATABASE {} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false", name.quoted()))
}
