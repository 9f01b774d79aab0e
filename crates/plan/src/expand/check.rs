//! Checks: dropped before the columns they name change, added after.

use icms_ddl::check;
use icms_model::change::CheckChange;
use icms_model::{Check, ObjectRef};

use super::constraint::{self, Paths, paths};
use crate::operation::Operation;
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &CheckChange) -> Vec<Operation<'s>> {
    let found = match paths(scene, change) {
        Paths::Create(after) => add(scene, &after),
        Paths::Drop(before) => drop(scene, &before),
        Paths::Rename(from, to) => constraint::rename::<Check>(scene, from, to),
        Paths::Alter(..) => None,
    };
    found.into_iter().collect()
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    constraint::drop::<Check>(scene, before)
}

pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    let clause = |_: &_, check: &Check| check::add(check, check.validation);
    constraint::add(scene, after, clause, |check| check.comment.as_ref())
}
