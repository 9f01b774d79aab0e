//! Expects any number of related rows.

use icms_client::{Result, SyncDb};

use super::db::{Post, user};

pub fn each(db: &mut SyncDb, show: fn(Vec<Post>)) -> Result<()> {
    for user in db.run(user::find().include(user::POSTS))? {
        show(user.related);
    }
    Ok(())
}
