//! What is wrong or remarkable between declarations: one file per family of rules.

use crate::context::Context;
use crate::model::Model;
use crate::relation::Relation;

/// Every rule on everything.
pub(crate) fn all(context: &mut Context, models: &[Model], relations: &[Relation]) {
    let _ = (context, models, relations);
}
