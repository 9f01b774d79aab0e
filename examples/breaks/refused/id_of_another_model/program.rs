//! Compares the id of one model with that of another.

use icms_client::Condition;

use super::db::{Post, PostId, post};

pub fn written_by(author: PostId) -> Condition<Post> {
    post::AUTHOR_ID.eq(author)
}
