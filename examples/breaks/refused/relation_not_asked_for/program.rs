//! A relation that was not asked for has no field.

use icms_client::{Result, SyncDb};

use super::db::user;

pub fn reads(db: &mut SyncDb) -> Result<usize> {
    let users = db.run(user::find())?;
    Ok(users[0].posts.len() + users[0].related.len())
}
