//! Leaves a value to its default.

use super::db::UserId;
use super::db::post::NewPost;

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}
