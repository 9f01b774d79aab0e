//! Primary keys: dropped and added; foreign keys that rest on them are forced to follow.

use icms_ddl::primary_key;
use icms_model::change::PrimaryKeyChange;
use icms_model::{ObjectRef, PrimaryKey};

use super::constraint::{self, Paths, paths};
use crate::operation::Operation;
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &PrimaryKeyChange) -> Vec<Operation<'s>> {
    let found = match paths(scene, change) {
        Paths::Create(after) => add(scene, &after),
        Paths::Drop(before) => drop(scene, &before),
        Paths::Rename(from, to) => constraint::rename::<PrimaryKey>(scene, from, to),
        Paths::Alter(..) => None,
    };
    found.into_iter().collect()
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    constraint::drop::<PrimaryKey>(scene, before)
}

pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    constraint::add(scene, after, |_, key: &PrimaryKey| primary_key::add(key), |key| key.comment.as_ref())
}
