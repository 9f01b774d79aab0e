//! Gives the key of one model where it belongs.

use super::db::post::NewPost;
use super::db::{Post, User, UserId};

pub fn writes(author: &User) -> NewPost {
    NewPost::new(author.id, "slug", "Title")
}

pub fn reads(post: &Post) -> UserId {
    post.author_id
}
