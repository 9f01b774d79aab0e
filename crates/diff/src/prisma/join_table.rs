//! The tables of implicit many-to-many relations, in both shapes that Prisma gave them.

use icms_model::{Index, Pair, Table, Uniqueness};
use icms_sql::Name;

/// Whether a table is such a join table on both sides: `_AToB` with a key over `A` and `B`, be it the primary key of
/// Prisma 6 and later or the unique index of earlier ones.
pub(super) fn is_join_table(tables: Pair<&Table>) -> bool {
    let [before, after] = [tables.before, tables.after].map(|table| {
        table.name.name.as_str().starts_with('_')
            && table.columns.len() == 2
            && table.column("A").is_some()
            && table.column("B").is_some()
            && (table.primary_key.as_ref().is_some_and(|key| joins(&key.columns))
                || table.indexes.iter().any(is_join_key))
    });
    before && after
}

/// Whether an index is the unique one over both columns.
pub(super) fn is_join_key(index: &Index) -> bool {
    let columns: Option<Vec<Name>> = index.keys.iter().map(super::key::column_of).collect();
    matches!(index.uniqueness, Uniqueness::Unique(_)) && columns.is_some_and(|c| joins(&c))
}

fn joins(columns: &[Name]) -> bool {
    matches!(columns, [a, b] if *a == *"A" && *b == *"B")
}
