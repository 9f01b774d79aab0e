//! Foreign keys: dropped first, added last.

use icms_ddl::foreign_key;
use icms_model::change::{ForeignKeyAlteration, ForeignKeyChange, ObjectChange};
use icms_model::{ForeignKey, ObjectRef, Validation};

use super::constraint::{self, Paths, paths};
use super::whole;
use crate::key::Key;
use crate::names::Names;
use crate::operation::{Operation, Rank, Subject};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &ForeignKeyChange) -> Vec<Operation<'s>> {
    match (paths(scene, change), change) {
        (Paths::Create(after), _) => add(scene, &after).into_iter().collect(),
        (Paths::Drop(before), _) => drop(scene, &before).into_iter().collect(),
        (Paths::Rename(from, to), _) => {
            constraint::rename::<ForeignKey>(scene, from, to).into_iter().collect()
        }
        (Paths::Alter(before, after), ObjectChange::Alter(_, what)) if !scene.is_made(&after) => {
            if what.contains(&ForeignKeyAlteration::Validation) && is_not_valid(scene, &after) {
                // Nothing takes a validation back.
                return [drop(scene, &before), add(scene, &after)].into_iter().flatten().collect();
            }
            what.iter().filter_map(|what| alter(scene, &after, *what)).collect()
        }
        (Paths::Alter(..), _) => Vec::new(),
    }
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<ForeignKey>(before)?;
    let ring =
        scene.goes_with_table(before) && scene.ring().contains(&(table.name.clone(), object.name.clone()));
    let mut found = if ring {
        constraint::drop_always(scene, table, object, before)
    } else {
        constraint::drop::<ForeignKey>(scene, before)?
    };
    found.rank = Rank::DropForeignKey;
    found.text = crate::operation::Text::Clauses {
        table: Subject::Old(table.name.clone()),
        clauses: Box::new(move |names: &Names| {
            let name = names.member(icms_model::ObjectKind::ForeignKey, &table.name, &object.name);
            vec![foreign_key::drop(&name, names.table(&object.references))]
        }),
        then: None,
    };
    Some(found)
}

pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    let clause = |_: &_, key: &ForeignKey| foreign_key::add(key, key.validation);
    let mut found = constraint::add(scene, after, clause, |key: &ForeignKey| key.comment.as_ref())?;
    found.rank = Rank::AddForeignKey;
    Some(found.waiting_for(going_candidates(scene, after)))
}

/// Keys that go and that the server could take for the referenced one as long as they are there.
fn going_candidates(scene: &Scene<'_>, after: &ObjectRef) -> Vec<Key> {
    let Some((_, key)) = scene.member_after::<ForeignKey>(after) else { return Vec::new() };
    let before = scene.lookup.tables.get(&key.references).and_then(|id| scene.before.tables.get(*id));
    let candidates =
        before.map(|table| crate::edges::foreign_key::candidates(key, table)).unwrap_or_default();
    candidates.iter().filter(|c| scene.goes(c)).map(|c| whole(&scene.matching.after(c))).collect()
}

fn is_not_valid(scene: &Scene<'_>, after: &ObjectRef) -> bool {
    scene.member_after::<ForeignKey>(after).is_some_and(|(_, key)| key.validation == Validation::NotValid)
}

fn alter<'s>(scene: &Scene<'s>, after: &ObjectRef, what: ForeignKeyAlteration) -> Option<Operation<'s>> {
    let (table, key) = scene.member_after::<ForeignKey>(after)?;
    let clauses = move |_: &Names| match what {
        ForeignKeyAlteration::Deferrable => vec![foreign_key::set_deferrable(key)],
        ForeignKeyAlteration::Validation => vec![foreign_key::validate(&key.name)],
    };
    let subject = Subject::New(table.name.clone());
    let alter = Operation::clause(Rank::AddForeignKey, format!("alter {after}"), subject, clauses);
    Some(alter.needing([whole(after)]))
}
