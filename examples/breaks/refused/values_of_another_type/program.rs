//! Looks for numbers in a text.

use icms_client::Condition;

use super::db::{Post, post};

pub fn called() -> Condition<Post> {
    post::TITLE.is_in([1, 2])
}
