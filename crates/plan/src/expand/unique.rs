//! Unique constraints: dropped and added; foreign keys that rest on them are forced to follow.

use icms_ddl::unique;
use icms_model::change::UniqueChange;
use icms_model::{ObjectRef, Unique};

use super::constraint::{self, Paths, paths};
use crate::operation::Operation;
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &UniqueChange) -> Vec<Operation<'s>> {
    let found = match paths(scene, change) {
        Paths::Create(after) => add(scene, &after),
        Paths::Drop(before) => drop(scene, &before),
        Paths::Rename(from, to) => constraint::rename::<Unique>(scene, from, to),
        Paths::Alter(..) => None,
    };
    found.into_iter().collect()
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    constraint::drop::<Unique>(scene, before)
}

pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    constraint::add(scene, after, |_, key: &Unique| unique::add(key), |key| key.comment.as_ref())
}
