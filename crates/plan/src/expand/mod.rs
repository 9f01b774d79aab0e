//! Changes → operations, one file per kind; what is forced by others goes the same ways.

mod check;
mod column;
mod comment;
mod constraint;
pub mod enumeration;
mod extension;
mod foreign_key;
mod function;
mod index;
mod namespace;
mod primary_key;
mod sequence;
pub mod table;
mod unique;
mod view;

use icms_ddl::unmanaged;
use icms_model::{Change, ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;

use crate::key::Key;
use crate::names::Move;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

/// Everything there is to do, in no order yet.
pub fn operations<'s>(scene: &Scene<'s>) -> Vec<Operation<'s>> {
    let mut all = Vec::new();
    for (at, change) in scene.changes.iter().enumerate() {
        let found = match change {
            Change::Namespace(change) => namespace::expand(scene, change),
            Change::Extension(change) => extension::expand(scene, change),
            Change::Enum(change) => enumeration::expand(scene, change),
            Change::Sequence(change) => sequence::expand(scene, change),
            Change::Table(change) => table::expand(scene, change),
            Change::Column(change) => column::expand(scene, change),
            Change::PrimaryKey(change) => primary_key::expand(scene, change),
            Change::Unique(change) => unique::expand(scene, change),
            Change::Check(change) => check::expand(scene, change),
            Change::Index(change) => index::expand(scene, change),
            Change::ForeignKey(change) => foreign_key::expand(scene, change),
            Change::Function(change) => function::expand(scene, change),
            Change::View(change) => view::expand(scene, change),
            Change::Comment(change) => comment::expand(scene, change),
        };
        all.extend(found.into_iter().map(|operation| operation.serving([at])));
    }
    let forced = scene.forced;
    for (after, cause) in &forced.remade {
        let found = remake(scene, &cause.before, after);
        all.extend(found.into_iter().map(|operation| operation.serving([cause.change])));
    }
    for (after, cause) in &forced.retyped {
        let found = column::retype(scene, &cause.before, after);
        all.extend(found.into_iter().map(|operation| operation.serving([cause.change])));
    }
    for (after, cause) in &forced.redefaulted {
        let found = column::set_default_again(scene, &cause.before, after);
        all.extend(found.into_iter().map(|operation| operation.serving([cause.change])));
    }
    for (at, stranger) in forced.strangers.iter().enumerate() {
        let (object, key) = (&stranger.object, crate::scene::stranger_key(at));
        let title = |verb: &str| format!("{verb} {} {}", object.kind, object.name);
        let drop = Operation::new(Rank::DropView, title("drop"), move |_| {
            unmanaged::drop(object).into_iter().collect()
        });
        let create = Operation::new(Rank::CreateView, title("create"), move |_| {
            unmanaged::create(object).into_iter().collect()
        });
        all.push(drop.leaving([key.clone()]).serving([stranger.change]));
        all.push(create.making([key]).serving([stranger.change]));
    }
    all
}

/// The two halves of making something again.
fn remake<'s>(scene: &Scene<'s>, before: &ObjectRef, after: &ObjectRef) -> Vec<Operation<'s>> {
    let halves = match after.kind {
        ObjectKind::Column => [column::drop(scene, before), column::add(scene, after)],
        ObjectKind::PrimaryKey => [primary_key::drop(scene, before), primary_key::add(scene, after)],
        ObjectKind::Unique => [unique::drop(scene, before), unique::add(scene, after)],
        ObjectKind::Check => [check::drop(scene, before), check::add(scene, after)],
        ObjectKind::Index => [index::drop(scene, before), index::add(scene, after)],
        ObjectKind::ForeignKey => [foreign_key::drop(scene, before), foreign_key::add(scene, after)],
        ObjectKind::Function => [function::drop(scene, before), function::create(scene, after)],
        ObjectKind::View => [view::drop(scene, before), view::create(scene, after)],
        ObjectKind::Namespace
        | ObjectKind::Extension
        | ObjectKind::Enum
        | ObjectKind::Sequence
        | ObjectKind::Table
        | ObjectKind::Comment => [None, None],
    };
    halves.into_iter().flatten().collect()
}

/// The move of an object from its path before to its path afterwards.
fn moved(before: ObjectRef, after: ObjectRef) -> Move {
    Move { object: before, to: after }
}

/// The two statements of a move to another namespace and another name; only what differs.
fn steps_of_a_move<T>(
    from: &QualifiedName,
    to: &QualifiedName,
    set_namespace: impl Fn(&QualifiedName, &Name) -> T,
    rename: impl Fn(&QualifiedName, &Name) -> T,
) -> Vec<T> {
    let mut statements = Vec::new();
    if from.namespace != to.namespace {
        statements.push(set_namespace(from, &to.namespace));
    }
    if from.name != to.name {
        let here = QualifiedName { namespace: to.namespace.clone(), name: from.name.clone() };
        statements.push(rename(&here, &to.name));
    }
    statements
}

/// The whole of an object.
fn whole(object: &ObjectRef) -> Key {
    Key::whole(object.clone())
}
