//! The schema that a plan really leads to: what is managed after, plus what before has and no change touches.

use std::collections::BTreeSet;

use icms_model::{Member, ObjectKind, ObjectRef, Pair, Schema, SchemaObject, Table};

use crate::matching::Matching;

/// After, with what stays although after does not speak of it (ruling 1).
pub fn goal(schemas: Pair<&Schema>, matching: &Matching) -> Schema {
    let mut goal = schemas.after.clone();
    let Pair { before, .. } = schemas;
    goal.unmanaged.clone_from(&before.unmanaged);
    for (_, table) in before.tables.iter() {
        if stays(matching, &table.path()) {
            keep_table(&mut goal, matching, table);
        }
    }
    for (_, object) in before.enums.iter().filter(|(_, e)| stays(matching, &e.path())) {
        let name = matching.qualified(ObjectKind::Enum, &object.name);
        if goal.enums.find(&name).is_none() {
            goal.enums.insert(icms_model::Enum { name, ..(**object).clone() });
        }
    }
    for (_, object) in before.sequences.iter().filter(|(_, s)| stays(matching, &s.path())) {
        let name = matching.qualified(ObjectKind::Sequence, &object.name);
        if goal.sequences.find(&name).is_none() {
            goal.sequences.insert(icms_model::Sequence { name, ..(**object).clone() });
        }
    }
    for (_, object) in before.views.iter().filter(|(_, v)| stays(matching, &v.path())) {
        let name = matching.qualified(ObjectKind::View, &object.name);
        if goal.views.find(&name).is_none() {
            let depends = object.depends.iter().map(|d| matching.after(d)).collect();
            goal.views.insert(icms_model::View { name, depends, ..(**object).clone() });
        }
    }
    let mut functions: BTreeSet<ObjectRef> = goal.functions.iter().map(|(_, f)| f.path()).collect();
    for (_, object) in before.functions.iter().filter(|(_, f)| stays(matching, &f.path())) {
        if functions.insert(matching.function(object)) {
            goal.functions.insert((**object).clone());
        }
    }
    goal
}

fn stays(matching: &Matching, path: &ObjectRef) -> bool {
    !matching.dropped.contains(path)
}

/// A table as a whole, or the members of it that after does not speak of.
fn keep_table(goal: &mut Schema, matching: &Matching, before: &Table) {
    let name = matching.qualified(ObjectKind::Table, &before.name);
    let Some(id) = goal.tables.find(&name) else {
        goal.tables.insert(Table { name, ..before.clone() });
        return;
    };
    let Some(after) = goal.tables.get(id).cloned() else { return };
    let missing = Missing { matching, before, after: &after };
    let columns = missing.members::<icms_model::Column>();
    let uniques = missing.members::<icms_model::Unique>();
    let checks = missing.members::<icms_model::Check>();
    let indexes = missing.members::<icms_model::Index>();
    let mut foreign_keys = missing.members::<icms_model::ForeignKey>();
    for key in &mut foreign_keys {
        key.references = matching.qualified(ObjectKind::Table, &key.references);
    }
    if columns.is_empty()
        && uniques.is_empty()
        && checks.is_empty()
        && indexes.is_empty()
        && foreign_keys.is_empty()
    {
        return;
    }
    goal.tables.update(id, |table| {
        table.columns.extend(columns);
        table.uniques.extend(uniques);
        table.checks.extend(checks);
        table.indexes.extend(indexes);
        table.foreign_keys.extend(foreign_keys);
    });
}

struct Missing<'a> {
    matching: &'a Matching,
    before: &'a Table,
    after: &'a Table,
}

impl Missing<'_> {
    fn members<M: Member>(&self) -> Vec<M> {
        let is_missing = |member: &&M| {
            if !self.matching.renames_within.contains(&self.before.name)
                && self.after.find::<M>(member.name().as_str()).is_some()
            {
                return false;
            }
            let path = ObjectRef::member(M::KIND, &self.before.name, member.name());
            stays(self.matching, &path)
                && self
                    .matching
                    .after(&path)
                    .path
                    .last()
                    .is_some_and(|name| self.after.find::<M>(name.as_str()).is_none())
        };
        M::list(self.before).iter().filter(is_missing).cloned().collect()
    }
}
