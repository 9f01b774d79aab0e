//! Follows a relation.

use icms_client::Condition;

use super::db::{User, post, user};

pub fn filters() -> Condition<User> {
    user::POSTS.some(post::VIEWS.gt(3))
}
