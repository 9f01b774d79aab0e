//! Asks for NULL where there is none.

use icms_client::Condition;

use super::db::{Post, post};

pub fn nameless() -> Condition<Post> {
    post::TITLE.is_null()
}
