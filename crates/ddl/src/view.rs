//! Views and materialized views as SQL.

use icms_model::{LockLevel, QualifiedName, View, ViewKind};
use icms_sql::Name;

use crate::name::{self, qualified};
use icms_sql::preimage;

use crate::{Statement, options, query};

/// Whether the view may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Existing {
    /// It is not.
    Absent,
    /// It is, and gets another query in place.
    Replaced,
}

/// `CREATE VIEW`, `CREATE OR REPLACE VIEW`, `CREATE MATERIALIZED VIEW`; indexes are statements of their own.
#[must_use]
pub fn create(view: &View, existing: Existing) -> Statement {
    let or_replace = if existing == Existing::Replaced { " OR REPLACE" } else { "" };
    let columns = if names_itself(view) { String::new() } else { format!(" {}", name::list(&view.columns)) };
    let head = format!("CREATE{or_replace} {} {}{columns}", word(view.kind), qualified(&view.name));
    let with = options::with(&view.options);
    let statement =
        Statement::new(format!("{head}{with} AS\n{}", preimage(view.query.text().trim_end_matches(';'))));
    match existing {
        Existing::Absent => statement,
        Existing::Replaced => statement.locking(LockLevel::AccessExclusive, [view.name.clone()]),
    }
}

/// Whether its query alone gives the columns their names.
#[must_use]
pub fn names_itself(view: &View) -> bool {
    view.columns.is_empty()
        || query::output_names(view.query.text()).is_some_and(|names| names == view.columns)
}

/// Whether `CREATE OR REPLACE` can do it: both plain, and no output column goes or moves.
#[must_use]
pub fn replaceable(before: &View, after: &View) -> bool {
    let plain = before.kind == ViewKind::Plain && after.kind == ViewKind::Plain;
    plain && !before.columns.is_empty() && after.columns.starts_with(&before.columns)
}

/// `DROP VIEW`, `DROP MATERIALIZED VIEW`.
#[must_use]
pub fn drop(kind: ViewKind, name: &QualifiedName) -> Statement {
    Statement::new(format!("DROP {} {}", word(kind), qualified(name)))
        .locking(LockLevel::AccessExclusive, [name.clone()])
}

/// `ALTER VIEW … RENAME TO`.
#[must_use]
pub fn rename(kind: ViewKind, from: &QualifiedName, to: &Name) -> Statement {
    altering(kind, from, &format!("RENAME TO {}", to.quoted()))
}

/// `ALTER VIEW … SET SCHEMA`.
#[must_use]
pub fn set_namespace(kind: ViewKind, from: &QualifiedName, to: &Name) -> Statement {
    altering(kind, from, &format!("SET SCHEMA {}", to.quoted()))
}

/// `ALTER VIEW … SET (…)` and `RESET (…)` of what differs.
#[must_use]
pub fn set_options(before: &View, after: &View) -> Vec<Statement> {
    let changes = options::changes(&before.options, &after.options);
    changes.iter().map(|what| altering(after.kind, &after.name, what)).collect()
}

/// `VIEW` or `MATERIALIZED VIEW`.
pub(crate) const fn word(kind: ViewKind) -> &'static str {
    match kind {
        ViewKind::Plain => "VIEW",
        ViewKind::Materialized => "MATERIALIZED VIEW",
    }
}

fn altering(kind: ViewKind, name: &QualifiedName, what: &str) -> Statement {
    Statement::new(format!("ALTER {} {} {what}", word(kind), qualified(name)))
        .locking(LockLevel::AccessExclusive, [name.clone()])
}
