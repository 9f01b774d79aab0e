//! A schema together with the names that share one space in PostgreSQL: relations and constraints.

use icms_model::{
    DefaultValue, ObjectKind, ObjectRef, QualifiedName, Schema, Sequence, SequenceId, Table, TableId,
    Unmanaged, View, ViewId,
};
use icms_sql::Name;
use icms_sql::hash::Map;

use crate::pointers::Pointers;
use crate::unmanaged;

/// What a name in `pg_class` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Relation {
    Table(TableId),
    View(ViewId),
    Sequence(SequenceId),
    /// An index of a table that no constraint owns.
    Index(TableId),
    /// The index of a primary key or unique constraint.
    Key(TableId),
    /// The sequence of an identity column.
    Identity(TableId, Name),
    /// An index of a materialized view.
    ViewIndex(ViewId),
    /// Something the model has no words for.
    Unmanaged,
    /// A ledger or a temporary table: there, but never part of the schema.
    Hidden,
}

/// A schema with an index of its relation and constraint names, and of who points at what. Tables, views and sequences
/// are changed through it alone.
#[derive(Debug, Clone)]
pub(crate) struct Catalogue {
    pub schema: Schema,
    relations: Map<QualifiedName, Relation>,
    constraints: Map<QualifiedName, usize>,
    referring: Pointers<TableId>,
    typed: Pointers<TableId>,
    filled: Pointers<TableId>,
    owned: Pointers<SequenceId>,
    reading: Pointers<ViewId>,
}

impl Catalogue {
    pub(crate) fn new(schema: Schema) -> Self {
        let mut catalogue = Self {
            schema,
            relations: Map::default(),
            constraints: Map::default(),
            referring: Pointers::default(),
            typed: Pointers::default(),
            filled: Pointers::default(),
            owned: Pointers::default(),
            reading: Pointers::default(),
        };
        let tables: Vec<_> = catalogue.schema.tables.iter().map(|(id, t)| (id, t.clone())).collect();
        tables.iter().for_each(|(id, table)| catalogue.register(*id, table));
        let views: Vec<_> = catalogue.schema.views.iter().map(|(id, v)| (id, v.clone())).collect();
        views.iter().for_each(|(id, view)| catalogue.register_view(*id, view));
        for (id, sequence) in catalogue.schema.sequences.iter() {
            catalogue.owned.add(id, owner_of(sequence));
        }
        let unmanaged = std::sync::Arc::clone(&catalogue.schema.unmanaged);
        for name in unmanaged.iter().filter_map(unmanaged::relation_name) {
            catalogue.relations.insert(name, Relation::Unmanaged);
        }
        catalogue
    }

    /// What this name stands for.
    pub(crate) fn relation(&self, name: &QualifiedName) -> Option<Relation> {
        let schema = &self.schema;
        None.or_else(|| schema.tables.find(name).map(Relation::Table))
            .or_else(|| schema.views.find(name).map(Relation::View))
            .or_else(|| schema.sequences.find(name).map(Relation::Sequence))
            .or_else(|| self.relations.get(name).cloned())
    }

    /// Whether a relation has this name.
    pub(crate) fn has_relation(&self, name: &QualifiedName) -> bool {
        self.relation(name).is_some()
    }

    /// Whether a constraint of any table in the namespace has this name.
    pub(crate) fn has_constraint(&self, namespace: &Name, name: &str) -> bool {
        let name = QualifiedName { namespace: namespace.clone(), name: Name::new(name) };
        self.constraints.contains_key(&name)
    }

    /// Notes a relation that is no object of the schema.
    pub(crate) fn hide(&mut self, name: QualifiedName, relation: Relation) {
        self.relations.insert(name, relation);
    }

    /// Forgets a relation that is no object of the schema.
    pub(crate) fn unhide(&mut self, name: &QualifiedName) {
        self.relations.remove(name);
    }

    /// Relations that are there but never part of the schema.
    pub(crate) fn hidden(&self) -> impl Iterator<Item = &QualifiedName> {
        self.relations.iter().filter(|(_, relation)| **relation == Relation::Hidden).map(|(name, _)| name)
    }

    pub(crate) fn insert_table(&mut self, table: Table) -> TableId {
        let id = self.schema.tables.insert(table);
        if let Some(table) = self.schema.tables.get(id).cloned() {
            self.register(id, &table);
        }
        id
    }

    pub(crate) fn remove_table(&mut self, id: TableId) {
        if let Some(table) = self.schema.tables.remove(id) {
            self.unregister(id, &table);
        }
    }

    /// Changes a table and keeps the names of its indexes and constraints known.
    pub(crate) fn update_table<R>(&mut self, id: TableId, change: impl FnOnce(&mut Table) -> R) -> Option<R> {
        let before = self.schema.tables.get(id)?.clone();
        let result = self.schema.tables.update(id, change)?;
        let after = self.schema.tables.get(id)?.clone();
        if !same_names(id, &before, &after) {
            self.unregister(id, &before);
            self.register(id, &after);
        }
        Some(result)
    }

    pub(crate) fn insert_view(&mut self, view: View) -> ViewId {
        let id = self.schema.views.insert(view);
        if let Some(view) = self.schema.views.get(id).cloned() {
            self.register_view(id, &view);
        }
        id
    }

    pub(crate) fn remove_view(&mut self, id: ViewId) {
        if let Some(view) = self.schema.views.remove(id) {
            self.unregister_view(id, &view);
        }
    }

    /// Changes a view and keeps the names of its indexes known.
    pub(crate) fn update_view<R>(&mut self, id: ViewId, change: impl FnOnce(&mut View) -> R) -> Option<R> {
        let before = self.schema.views.get(id)?.clone();
        let result = self.schema.views.update(id, change)?;
        let after = self.schema.views.get(id)?.clone();
        self.unregister_view(id, &before);
        self.register_view(id, &after);
        Some(result)
    }

    pub(crate) fn insert_sequence(&mut self, sequence: Sequence) -> SequenceId {
        let owner = owner_of(&sequence);
        let id = self.schema.sequences.insert(sequence);
        self.owned.add(id, owner);
        id
    }

    pub(crate) fn remove_sequence(&mut self, id: SequenceId) {
        if let Some(sequence) = self.schema.sequences.remove(id) {
            self.owned.remove(id, owner_of(&sequence));
        }
    }

    /// Changes a sequence and keeps its owner known.
    pub(crate) fn update_sequence<R>(
        &mut self,
        id: SequenceId,
        change: impl FnOnce(&mut Sequence) -> R,
    ) -> Option<R> {
        let before = owner_of(self.schema.sequences.get(id)?);
        let result = self.schema.sequences.update(id, change)?;
        let after = owner_of(self.schema.sequences.get(id)?);
        self.owned.remove(id, before);
        self.owned.add(id, after);
        Some(result)
    }

    /// Tables with a foreign key to this one.
    pub(crate) fn referring(&self, table: &QualifiedName) -> &[TableId] {
        self.referring.at(table)
    }

    /// Tables with a column of this type.
    pub(crate) fn typed(&self, of: &QualifiedName) -> &[TableId] {
        self.typed.at(of)
    }

    /// Tables with a column that takes its default from this sequence.
    pub(crate) fn filled(&self, sequence: &QualifiedName) -> &[TableId] {
        self.filled.at(sequence)
    }

    /// Sequences that a column of this table owns.
    pub(crate) fn owned(&self, table: &QualifiedName) -> &[SequenceId] {
        self.owned.at(table)
    }

    /// Views that use something of this name, a table or view among others.
    pub(crate) fn reading(&self, name: &QualifiedName) -> &[ViewId] {
        self.reading.at(name)
    }

    fn register(&mut self, id: TableId, table: &Table) {
        self.referring.add(id, referenced_by(table).cloned());
        self.typed.add(id, types_of(table).cloned());
        self.filled.add(id, sequences_of(table).cloned());
        for (name, relation) in relations_of(id, table) {
            self.relations.insert(name, relation);
        }
        for name in constraints_of(table) {
            *self.constraints.entry(table.name.sibling(name.clone())).or_default() += 1;
        }
    }

    fn unregister(&mut self, id: TableId, table: &Table) {
        self.referring.remove(id, referenced_by(table).cloned());
        self.typed.remove(id, types_of(table).cloned());
        self.filled.remove(id, sequences_of(table).cloned());
        for (name, _) in relations_of(id, table) {
            self.relations.remove(&name);
        }
        for name in constraints_of(table) {
            let key = table.name.sibling(name.clone());
            if let Some(count) = self.constraints.get_mut(&key) {
                *count -= 1;
                if *count == 0 {
                    self.constraints.remove(&key);
                }
            }
        }
    }

    fn register_view(&mut self, id: ViewId, view: &View) {
        self.reading.add(id, read_by(view));
        for index in &view.indexes {
            self.relations.insert(view.name.sibling(index.name.clone()), Relation::ViewIndex(id));
        }
    }

    fn unregister_view(&mut self, id: ViewId, view: &View) {
        self.reading.remove(id, read_by(view));
        for index in &view.indexes {
            self.relations.remove(&view.name.sibling(index.name.clone()));
        }
    }

    /// Lists something the model has no words for, in the place of one of the same kind and name.
    pub(crate) fn note_unmanaged(&mut self, object: Unmanaged) {
        if let Some(name) = unmanaged::relation_name(&object) {
            self.relations.insert(name, Relation::Unmanaged);
        }
        let list = std::sync::Arc::make_mut(&mut self.schema.unmanaged);
        match list.iter_mut().find(|o| o.kind == object.kind && o.name == object.name) {
            Some(place) => *place = object,
            None => list.push(object),
        }
    }

    /// Takes some of what the model has no words for out of the list; says how many.
    pub(crate) fn forget_unmanaged(&mut self, gone: impl Fn(&Unmanaged) -> bool) -> usize {
        if !self.schema.unmanaged.iter().any(&gone) {
            return 0;
        }
        let names: Vec<_> =
            self.schema.unmanaged.iter().filter(|o| gone(o)).filter_map(unmanaged::relation_name).collect();
        names.iter().for_each(|name| self.unhide(name));
        let list = std::sync::Arc::make_mut(&mut self.schema.unmanaged);
        let before = list.len();
        list.retain(|object| !gone(object));
        before - list.len()
    }

    /// Whether there is a namespace of this name, the system's own included.
    pub(crate) fn has_namespace(&self, name: &Name) -> bool {
        self.schema.namespaces.find(name).is_some()
            || matches!(name.as_str(), "pg_catalog" | "information_schema" | "pg_temp" | "pg_toast")
    }

    /// The path of a relation for people.
    pub(crate) fn object(&self, name: &QualifiedName, relation: &Relation) -> ObjectRef {
        let member = |kind, id: TableId| match self.schema.tables.get(id) {
            Some(table) => ObjectRef::member(kind, &table.name, &name.name),
            None => ObjectRef::qualified(kind, name),
        };
        match relation {
            Relation::View(_) => ObjectRef::qualified(ObjectKind::View, name),
            Relation::Sequence(_) | Relation::Identity(..) => {
                ObjectRef::qualified(ObjectKind::Sequence, name)
            }
            Relation::Index(id) => member(ObjectKind::Index, *id),
            Relation::Key(id) => member(self.key_kind(*id, &name.name), *id),
            Relation::ViewIndex(id) => match self.schema.views.get(*id) {
                Some(view) => ObjectRef::member(ObjectKind::Index, &view.name, &name.name),
                None => ObjectRef::qualified(ObjectKind::Index, name),
            },
            Relation::Table(_) | Relation::Unmanaged | Relation::Hidden => {
                ObjectRef::qualified(ObjectKind::Table, name)
            }
        }
    }

    fn key_kind(&self, id: TableId, name: &Name) -> ObjectKind {
        let key = self.schema.tables.get(id).and_then(|table| table.primary_key.as_ref());
        if key.is_some_and(|key| key.name == *name) { ObjectKind::PrimaryKey } else { ObjectKind::Unique }
    }
}

fn relations_of(id: TableId, table: &Table) -> impl Iterator<Item = (QualifiedName, Relation)> {
    let own = |name: &Name| table.name.sibling(name.clone());
    let keys = table.primary_key.iter().map(|key| &key.name).chain(table.uniques.iter().map(|u| &u.name));
    let keys = keys.map(move |name| (own(name), Relation::Key(id)));
    let indexes = table.indexes.iter().map(move |index| (own(&index.name), Relation::Index(id)));
    let identities = table.columns.iter().filter_map(move |column| {
        let identity = column.identity.as_ref()?;
        Some((identity.sequence.clone(), Relation::Identity(id, column.name.clone())))
    });
    keys.chain(indexes).chain(identities)
}

fn constraints_of(table: &Table) -> impl Iterator<Item = &Name> {
    let keys = table.primary_key.iter().map(|key| &key.name);
    keys.chain(table.uniques.iter().map(|u| &u.name))
        .chain(table.checks.iter().map(|c| &c.name))
        .chain(table.foreign_keys.iter().map(|k| &k.name))
}

/// Whether two states of a table give the same names to the catalogue and point at the same ones.
fn same_names(id: TableId, a: &Table, b: &Table) -> bool {
    a.name == b.name
        && constraints_of(a).eq(constraints_of(b))
        && relations_of(id, a).eq(relations_of(id, b))
        && referenced_by(a).eq(referenced_by(b))
        && types_of(a).eq(types_of(b))
        && sequences_of(a).eq(sequences_of(b))
}

fn referenced_by(table: &Table) -> impl Iterator<Item = &QualifiedName> {
    table.foreign_keys.iter().map(|key| &key.references)
}

fn types_of(table: &Table) -> impl Iterator<Item = &QualifiedName> {
    table.columns.iter().filter_map(|column| column.data_type.user_type())
}

fn sequences_of(table: &Table) -> impl Iterator<Item = &QualifiedName> {
    table.columns.iter().filter_map(|column| match &column.default {
        Some(DefaultValue::Nextval(sequence)) => Some(sequence),
        Some(DefaultValue::Expression(_) | DefaultValue::Unspecified) | None => None,
    })
}

fn owner_of(sequence: &Sequence) -> std::option::IntoIter<QualifiedName> {
    sequence.owner.as_ref().map(|owner| owner.table.clone()).into_iter()
}

fn read_by(view: &View) -> impl Iterator<Item = QualifiedName> {
    view.depends.iter().filter_map(|object| match object.path.as_slice() {
        [namespace, name, ..] => Some(QualifiedName { namespace: namespace.clone(), name: name.clone() }),
        _ => None,
    })
}
