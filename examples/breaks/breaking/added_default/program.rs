//! Gives a value that was required.

use super::db::UserId;
use super::db::post::NewPost;

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}
