//! Expressions and queries: canonical form, what they read, renames inside them.

mod canonical;
mod context;
mod references;

pub use canonical::Canonical;
pub use context::{Context, Expected, NoContext, TypeKind};
pub use references::{ColumnReference, Qualified, References, references};

/// The canonical form of an expression, as written by people or as printed by `pg_get_expr` and its kin.
#[must_use]
pub fn canonical(text: &str, context: &dyn Context) -> Canonical {
    let _ = context;
    Canonical::new(crate::normalized_tokens(text))
}

/// The canonical form of a query, as written in CREATE VIEW or as printed by `pg_get_viewdef`.
#[must_use]
pub fn canonical_query(text: &str, context: &dyn Context) -> Canonical {
    let _ = context;
    Canonical::new(crate::normalized_tokens(text))
}

/// The text after a column was renamed, as the catalogue would show it. `table` is the relation that has the column.
#[must_use]
pub fn rename_column(text: &str, table: &Qualified, from: &str, to: &str) -> String {
    let _ = (table, from, to);
    text.to_owned()
}

/// The text after a relation, function or type was renamed or moved.
#[must_use]
pub fn rename_relation(text: &str, from: &Qualified, to: &Qualified) -> String {
    let _ = (from, to);
    text.to_owned()
}
