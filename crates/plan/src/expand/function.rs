//! Functions: replaced in place where PostgreSQL allows, else dropped and created with what uses them.

use icms_ddl::function::{self, Existing};
use icms_ddl::script::unchecked_bodies;
use icms_model::change::{FunctionChange, ObjectChange};
use icms_model::{Function, ObjectRef, SchemaObject};

use super::{moved, whole};
use crate::key::Slot;
use crate::names::Names;
use crate::operation::{Operation, Rank};
use crate::scene::{self, Scene};

pub fn expand<'s>(scene: &Scene<'s>, change: &FunctionChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => vec![made(&scene.goal.functions[*id], Existing::Absent)],
        ObjectChange::Drop(id) => vec![gone(scene, &scene.before.functions[*id])],
        ObjectChange::Rename(pair) => {
            vec![rename(scene, &scene.before.functions[pair.before], &scene.goal.functions[pair.after])]
        }
        ObjectChange::Alter(pair, _) => {
            let after = &scene.goal.functions[pair.after];
            if scene.forced.remade.contains_key(&after.path()) {
                return Vec::new();
            }
            let before = scene.matching.function(&scene.before.functions[pair.before]);
            vec![made(after, Existing::Replaced).leaving([whole(&before)])]
        }
    }
}

pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    scene::function(scene.before, before).map(|object| gone(scene, object))
}

pub fn create<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    scene::function(scene.goal, after).map(|object| made(object, Existing::Absent))
}

fn made(object: &Function, existing: Existing) -> Operation<'_> {
    let verb = match existing {
        Existing::Absent => "create",
        Existing::Replaced => "replace",
    };
    let path = object.path();
    Operation::new(Rank::Function, format!("{verb} {path}"), move |_| {
        // The server reads the text of an SQL function at once, and what it reads may come later.
        let unchecked = (&*object.parts.language == "sql").then(unchecked_bodies);
        let comment = super::comment::on_function(object);
        unchecked.into_iter().chain([function::create(object, existing)]).chain(comment).collect()
    })
    .making([whole(&path)])
    .taking([Slot::Function(path)])
}

fn gone<'s>(scene: &Scene<'s>, object: &'s Function) -> Operation<'s> {
    let path = object.path();
    let after = scene.matching.function(object);
    Operation::new(Rank::DropRest, format!("drop {path}"), move |names: &Names| {
        vec![function::drop(object.kind, &names.signature(&object.path(), &object.signature))]
    })
    .leaving([whole(&after)])
    .freeing([Slot::Function(after)])
}

fn rename<'s>(scene: &Scene<'s>, from: &'s Function, to: &'s Function) -> Operation<'s> {
    let title = format!("rename {} to {}", from.path(), to.signature.name.name);
    Operation::new(Rank::Rename, title, move |names: &Names| {
        let mut now = names.signature(&from.path(), &from.signature);
        let mut statements = Vec::new();
        if now.name.namespace != to.signature.name.namespace {
            statements.push(function::set_namespace(from.kind, &now, &to.signature.name.namespace));
            now.name.namespace = to.signature.name.namespace.clone();
        }
        if now.name.name != to.signature.name.name {
            statements.push(function::rename(from.kind, &now, &to.signature.name.name));
        }
        statements
    })
    .settling([whole(&to.path())])
    .freeing([Slot::Function(scene.matching.function(from))])
    .taking([Slot::Function(to.path())])
    .moving(moved(from.path(), to.path()))
}
