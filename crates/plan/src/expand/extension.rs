//! Extensions: before everything that could use them, dropped after it.

use icms_ddl::extension;
use icms_model::SchemaObject;
use icms_model::change::{ExtensionAlteration, ExtensionChange, ObjectChange};

use super::whole;
use crate::operation::{Operation, Rank};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &ExtensionChange) -> Vec<Operation<'s>> {
    match change {
        ObjectChange::Create(id) => {
            let object = &scene.goal.extensions[*id];
            let title = format!("create {}", object.path());
            let create = Operation::new(Rank::Ground, title, move |_| {
                let comment = super::comment::on_extension(object);
                std::iter::once(extension::create(object)).chain(comment).collect()
            });
            vec![create.making([whole(&object.path())])]
        }
        ObjectChange::Drop(id) => {
            let object = &scene.before.extensions[*id];
            let title = format!("drop {}", object.path());
            let drop = Operation::new(Rank::DropRest, title, move |_| vec![extension::drop(&object.name)]);
            vec![drop.leaving([whole(&object.path())])]
        }
        ObjectChange::Alter(pair, ExtensionAlteration::Version) => {
            let object = &scene.goal.extensions[pair.after];
            let title = format!("update {}", object.path());
            vec![Operation::new(Rank::Ground, title, move |_| vec![extension::set_version(object)])]
        }
        ObjectChange::Alter(pair, ExtensionAlteration::Namespace) => {
            let object = &scene.goal.extensions[pair.after];
            let title = format!("move {}", object.path());
            let text = move |_: &_| extension::set_namespace(object).into_iter().collect();
            vec![Operation::new(Rank::Ground, title, text).settling([whole(&object.path())])]
        }
        ObjectChange::Rename(_) => Vec::new(),
    }
}
