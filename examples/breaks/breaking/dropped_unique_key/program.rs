//! Finds, and adds or changes by a key, and knows its name.

use icms_client::{ByKey, Error, Upsert};

use super::db::User;
use super::db::user::{self, NewUser};

pub fn finds() -> ByKey<User> {
    user::by_email("ann@x.io")
}

pub fn upserts() -> Upsert<User> {
    user::upsert_by_email(NewUser::new("ann@x.io"))
}

pub fn is_taken(error: &Error) -> bool {
    error.constraint() == Some(user::constraint::EMAIL_KEY)
}
