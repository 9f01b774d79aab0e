//! Runs a function, not the plan that it makes.

use icms_client::{Result, SyncDb};

use super::db::{Post, post};

pub fn posts(db: &mut SyncDb) -> Result<Vec<Post>> {
    db.run(post::find)
}
