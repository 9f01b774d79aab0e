//! Namespaces: created first, dropped last; a rename takes everything in them along.

use icms_ddl::namespace;
use icms_model::SchemaObject;
use icms_model::change::{NamespaceChange, ObjectChange};

use super::{moved, whole};
use crate::key::Slot;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &NamespaceChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => {
            let object = &scene.goal.namespaces[*id];
            let create = Operation::new(Rank::Ground, format!("create {}", object.path()), move |_| {
                let comment = super::comment::on_namespace(object);
                std::iter::once(namespace::create(object)).chain(comment).collect()
            });
            vec![create.making([whole(&object.path())]).taking([Slot::Namespace(object.name.clone())])]
        }
        ObjectChange::Drop(id) => {
            let object = &scene.before.namespaces[*id];
            let drop = Operation::new(Rank::DropRest, format!("drop {}", object.path()), move |names| {
                vec![namespace::drop(&names.namespace(&object.name))]
            });
            vec![drop.leaving([whole(&object.path())]).freeing([Slot::Namespace(object.name.clone())])]
        }
        ObjectChange::Rename(pair) => {
            let (from, to) = (&scene.before.namespaces[pair.before], &scene.goal.namespaces[pair.after]);
            let rename = Operation::new(
                Rank::Rename,
                format!("rename {} to {}", from.path(), to.name),
                move |names| vec![namespace::rename(&names.namespace(&from.name), &to.name)],
            );
            vec![
                rename
                    .settling([whole(&to.path())])
                    .freeing([Slot::Namespace(from.name.clone())])
                    .taking([Slot::Namespace(to.name.clone())])
                    .moving(moved(from.path(), to.path())),
            ]
        }
        ObjectChange::Alter(..) => Vec::new(),
    }
}
