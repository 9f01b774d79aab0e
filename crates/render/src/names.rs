//! What everything is called in the file.

use std::collections::{BTreeMap, HashSet};

use icms_model::{ObjectKind, QualifiedName, Schema};
use icms_sql::Name;
use icms_syntax::Dialect;

use crate::identifier::{Purpose, free, legal};
use crate::known::Known;

/// Names in the file by names in the database.
#[derive(Debug, Default)]
pub(crate) struct Names {
    blocks: BTreeMap<(ObjectKind, QualifiedName), String>,
    members: BTreeMap<(QualifiedName, Name), String>,
    /// Fields of each table, relations included as they come.
    pub fields: BTreeMap<QualifiedName, HashSet<String>>,
    /// Types of the file.
    types: HashSet<String>,
}

impl Names {
    /// Names for everything in a schema; what an older file calls it comes first.
    pub(crate) fn new(schema: &Schema, known: &Known, dialect: Dialect) -> Self {
        let mut names = Self::default();
        let mut sequences = HashSet::new();
        let blocks = blocks(schema);
        for wanted in [true, false] {
            for (kind, name) in &blocks {
                let old = known.block(*kind, name);
                if old.is_some() != wanted {
                    continue;
                }
                let own =
                    old.map_or_else(|| legal(name.name.as_str(), Purpose::Block, dialect), str::to_owned);
                let longer = legal(&format!("{}_{}", name.namespace, name.name), Purpose::Block, dialect);
                let taken = if *kind == ObjectKind::Sequence { &mut sequences } else { &mut names.types };
                let chosen = free([own.as_str(), longer.as_str()], taken);
                names.blocks.insert((*kind, name.clone()), chosen);
            }
        }
        for (_, table) in schema.tables.iter() {
            names.name_members(&table.name, table.columns.iter().map(|column| &column.name), known, dialect);
        }
        for (_, enumeration) in schema.enums.iter() {
            names.name_members(&enumeration.name, enumeration.values.iter(), known, dialect);
        }
        for (_, view) in schema.views.iter() {
            names.name_members(&view.name, view.columns.iter(), known, dialect);
        }
        names
    }

    fn name_members<'n>(
        &mut self,
        owner: &QualifiedName,
        members: impl Iterator<Item = &'n Name>,
        known: &Known,
        dialect: Dialect,
    ) {
        let members: Vec<&Name> = members.collect();
        let mut taken = HashSet::new();
        for wanted in [true, false] {
            for name in &members {
                let old = known.member(owner, name);
                if old.is_some() != wanted {
                    continue;
                }
                let own = old.map_or_else(|| legal(name.as_str(), Purpose::Member, dialect), str::to_owned);
                self.members.insert((owner.clone(), (*name).clone()), free([own.as_str()], &mut taken));
            }
        }
        self.fields.insert(owner.clone(), taken);
    }

    /// What a table, view, enum or sequence is called.
    pub(crate) fn block(&self, kind: ObjectKind, name: &QualifiedName) -> Option<&str> {
        self.blocks.get(&(kind, name.clone())).map(String::as_str)
    }

    /// What a column or an enum's value is called; as in the database where nobody gave it a name.
    pub(crate) fn member<'n>(&'n self, owner: &QualifiedName, name: &'n Name) -> &'n str {
        self.members.get(&(owner.clone(), name.clone())).map_or(name.as_str(), String::as_str)
    }

    /// Names in the database by names in the file.
    pub(crate) fn by_word(&self) -> BTreeMap<String, QualifiedName> {
        self.blocks.iter().map(|((_, name), word)| (word.clone(), name.clone())).collect()
    }

    /// Whether the file declares a type of this name.
    pub(crate) fn declares(&self, word: &str) -> bool {
        self.types.contains(word)
    }
}

/// Everything with a name of its own: what lies in `public` first, because it keeps its name.
fn blocks(schema: &Schema) -> Vec<(ObjectKind, QualifiedName)> {
    let mut all: Vec<(ObjectKind, QualifiedName)> = Vec::new();
    all.extend(schema.tables.iter().map(|(_, table)| (ObjectKind::Table, table.name.clone())));
    all.extend(schema.views.iter().map(|(_, view)| (ObjectKind::View, view.name.clone())));
    all.extend(schema.enums.iter().map(|(_, found)| (ObjectKind::Enum, found.name.clone())));
    all.extend(schema.sequences.iter().map(|(_, sequence)| (ObjectKind::Sequence, sequence.name.clone())));
    all.sort_by_key(|(_, name)| name.namespace != *"public");
    all
}
