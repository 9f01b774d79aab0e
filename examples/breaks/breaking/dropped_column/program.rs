//! Reads, filters by, writes and changes a column.

use icms_client::Condition;

use super::db::post::{self, NewPost, PostPatch};
use super::db::{Post, UserId};

pub fn reads(post: Post) -> Option<String> {
    post.body
}

pub fn filters() -> Condition<Post> {
    post::BODY.is_null()
}

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title").body("Body")
}

pub fn changes() -> PostPatch {
    PostPatch::default().body(None)
}
