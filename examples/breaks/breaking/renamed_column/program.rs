//! Reads, orders by and changes a column.

use icms_client::Find;

use super::db::Post;
use super::db::post::{self, PostPatch};

pub fn reads(post: Post) -> String {
    post.title
}

pub fn orders() -> Find<Post> {
    post::find().order_by(post::TITLE.asc())
}

pub fn changes() -> PostPatch {
    PostPatch::default().title("Title")
}
