//! Expressions and queries: canonical form, what they read, renames inside them.

mod ast;
mod canonical;
mod clock;
mod constant;
mod context;
mod elaborate;
mod fast;
mod foreign;
mod functions;
mod json;
mod mentions;
mod parse;
mod print;
mod references;
mod rename;
mod tree_references;
mod types;

use elaborate::Elaborator;

pub use canonical::Canonical;
pub use context::{Context, Expected, FunctionTypes, NoContext, TypeKind};
pub use references::{ColumnReference, Qualified, References, references, references_in};
pub use rename::{expand_stars, rename_column, rename_column_in, rename_relation, rename_relation_in};

/// The canonical form of an expression, as written by people or as printed by `pg_get_expr` and its kin.
#[must_use]
pub fn canonical(text: &str, context: &dyn Context) -> Canonical {
    Canonical::new(fast::canonical(text).unwrap_or_else(|| slow_canonical(text, context)))
}

fn slow_canonical(text: &str, context: &dyn Context) -> String {
    let tree = parse::expression(text).and_then(|e| Elaborator::new(context).root(e));
    tree.map_or_else(|| foreign::expression(text), |e| print::expression(&e))
}

/// The canonical form of a query, as written in CREATE VIEW or as printed by `pg_get_viewdef`.
#[must_use]
pub fn canonical_query(text: &str, context: &dyn Context) -> Canonical {
    let tree = parse::query(text).and_then(|q| Elaborator::new(context).view(q));
    Canonical::new(tree.map_or_else(|| foreign::query(text), |q| print::query(&q)))
}
