//! While a transaction lasts, nothing runs beside it.

use icms_client::{Result, SyncDb};

use super::db::user;

pub fn reads(db: &mut SyncDb) -> Result<usize> {
    let mut tx = db.begin()?;
    let users = db.run(user::find())?.len();
    let seen = tx.run(user::find())?.len();
    tx.commit()?;
    tx.run(user::find())?;
    Ok(users + seen)
}
