//! Expects that a value is there.

use super::db::post::NewPost;
use super::db::{Post, UserId};

pub fn reads(post: Post) -> String {
    post.title
}

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}
