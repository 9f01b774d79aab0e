//! What planning looks up once for each change: by name, so that the whole takes time in step with the changes.

use icms_model::change::ObjectChange;
use icms_model::{Change, ObjectKind, ObjectRef, Pair, QualifiedName, Schema, SequenceId, TableId};
use icms_sql::hash::Map;

use crate::matching::Matching;

/// Indexes over both schemas and the changes between them.
pub struct Lookup {
    /// Sequences before, by the table of the column that owns them.
    pub owned: Map<QualifiedName, Vec<SequenceId>>,
    /// Tables before, by their name afterwards.
    pub tables: Map<QualifiedName, TableId>,
    /// The places of changes that alter a column, by its path afterwards.
    pub altered: Map<ObjectRef, usize>,
}

impl Lookup {
    /// Over the schemas before and afterwards.
    pub fn new(schemas: Pair<&Schema>, changes: &[Change], matching: &Matching) -> Self {
        let mut lookup = Self { owned: Map::default(), tables: Map::default(), altered: Map::default() };
        for (id, sequence) in schemas.before.sequences.iter() {
            if let Some(owner) = &sequence.owner {
                lookup.owned.entry(owner.table.clone()).or_default().push(id);
            }
        }
        for (id, table) in schemas.before.tables.iter() {
            lookup.tables.entry(matching.qualified(ObjectKind::Table, &table.name)).or_insert(id);
        }
        for (at, change) in changes.iter().enumerate() {
            if let Change::Column(ObjectChange::Alter(..)) = change {
                lookup.altered.entry(change.object(schemas)).or_insert(at);
            }
        }
        lookup
    }
}
