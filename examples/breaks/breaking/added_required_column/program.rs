//! Adds a row with all that it needs, and with all that there is.

use super::db::UserId;
use super::db::post::NewPost;

pub fn calls(author: UserId) -> NewPost {
    NewPost::new(author, "slug", "Title")
}

pub fn lists(author_id: UserId, slug: String, title: String) -> NewPost {
    NewPost {
        author_id,
        slug,
        title,
        body: None,
        views: None,
    }
}
