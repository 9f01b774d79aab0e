//! Reads, compares and writes a number of 32 bits.

use icms_client::Condition;

use super::db::post::{self, NewPost, PostPatch};
use super::db::{Post, UserId};

pub fn reads(post: &Post) -> i32 {
    post.views
}

pub fn filters(views: i32) -> Condition<Post> {
    post::VIEWS.gt(views)
}

pub fn writes(author: UserId, views: i32) -> NewPost {
    NewPost::new(author, "slug", "Title").views(views)
}

pub fn changes(views: i32) -> PostPatch {
    PostPatch::default().views(views)
}
