//! Lists every column of a new row on purpose: each new one has to be thought of.

use super::db::UserId;
use super::db::post::NewPost;

pub fn lists(author_id: UserId, slug: String, title: String) -> NewPost {
    NewPost {
        author_id,
        slug,
        title,
        body: None,
        views: None,
    }
}
