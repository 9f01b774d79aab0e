//! Follows a relation, and uses the key that it shares.

use icms_client::{Condition, Plan};

use super::db::post::{self, NewPost};
use super::db::user;
use super::db::{User, UserId};

pub fn filters() -> Condition<User> {
    user::POSTS.some(post::VIEWS.gt(3))
}

pub fn includes() -> impl Plan {
    post::find().include(post::AUTHOR)
}

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}
