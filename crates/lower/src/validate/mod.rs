//! What is wrong or remarkable between declarations: one file per family of rules.

mod action;
mod client_name;
mod column_type;
mod composite;
mod constraint_name;
mod database_name;
mod extension;
mod ignored;
mod index;
mod key;
mod many_to_many;
mod one_to_many;
mod one_to_one;
mod operator_class;
mod preview;
mod reference;
mod relation_index;
mod word;

use crate::context::Context;
use crate::model::Model;
use crate::relation::{Relation, Shape};

pub use word::is_reserved;

/// Every rule on everything.
pub(crate) fn all(context: &mut Context, models: &[Model], relations: &[Relation]) {
    word::check(context, models);
    composite::check(context);
    database_name::check(context, models, relations);
    for model in models {
        key::check(context, model);
        index::check(context, model);
        client_name::check(context, model);
        ignored::check(context, models, model);
    }
    for relation in relations {
        match relation.shape {
            Shape::OneToOne => one_to_one::check(context, models, relation),
            Shape::ManyToOne => one_to_many::check(context, models, relation),
            Shape::ManyToMany => many_to_many::check(context, models, relation),
        }
        if relation.shape != Shape::ManyToMany {
            reference::check(context, models, relation);
            column_type::check(context, models, relation);
            action::check(context, models, relation);
            relation_index::check(context, models, relation);
        }
    }
    constraint_name::check(context, models, relations);
    extension::check(context, models);
    preview::check(context, models);
}
