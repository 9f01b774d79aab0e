//! Expects that a value is missing.

use icms_client::Condition;

use super::db::post::{self, NewPost, PostPatch};
use super::db::{Post, UserId};

pub fn reads(post: Post) -> String {
    post.body.unwrap_or_default()
}

pub fn filters() -> Condition<Post> {
    post::BODY.is_null()
}

pub fn writes(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}

pub fn changes(body: Option<Option<String>>) -> PostPatch {
    PostPatch {
        body,
        ..PostPatch::default()
    }
}
