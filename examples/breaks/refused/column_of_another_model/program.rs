//! Conditions, orders and relations are those of one model, and operators those of a type.

use icms_client::{Result, SyncDb};

use super::db::{post, user};

pub fn reads(db: &mut SyncDb) -> Result<usize> {
    let users = db.run(user::find().filter(post::VIEWS.gt(3)))?;
    let posts = db.run(post::find().filter(post::VIEWS.contains("3")))?;
    let nulls = db.run(post::find().filter(post::TITLE.is_null()))?;
    let others = db.run(post::find().include(user::POSTS))?;
    Ok(users.len() + posts.len() + nulls.len() + others.len())
}
