//! Includes a relation of another model.

use icms_client::{Result, SyncDb};

use super::db::{post, user};

pub fn posts(db: &mut SyncDb) -> Result<()> {
    db.run(post::find().include(user::POSTS))?;
    Ok(())
}
