//! What a program may do with the client: it compiles after every safe change.

use icms_client::{Result, SyncDb};

use super::db::post::{self, NewPost, PostPatch};
use super::db::team::{self, NewTeam};
use super::db::user::{self, NewUser, UserPatch};
use super::db::{Post, PostId, Role, SCHEMA, User, UserId};

pub fn starts(db: &mut SyncDb) -> Result<()> {
    db.check_schema(&SCHEMA, icms_client::OnDrift::Fail)?;
    Ok(())
}

pub fn writes(db: &mut SyncDb) -> Result<PostId> {
    let new = NewUser::new("ann@x.io").name("Ann").role(Role::Admin);
    let ann: User = db.run(user::upsert_by_email(new))?;
    let new = NewPost::new(ann.id, "slug", "Title").body("Body").views(1);
    let post: Post = db.run(post::create(new))?;
    db.run(post::update(post.id, PostPatch::default().body(None)))?;
    db.run(user::update(
        ann.id,
        UserPatch::default().role(Role::Member),
    ))?;
    db.run(team::create_many([NewTeam::new("Writers")]))?;
    Ok(post.id)
}

pub fn reads(db: &mut SyncDb, author: UserId) -> Result<Vec<String>> {
    let untitled = post::BODY.is_null().and(post::VIEWS.gt(3));
    let users = db.run(
        user::find()
            .filter(user::POSTS.some(untitled).and(user::ROLE.eq(Role::Admin)))
            .order_by(user::NAME.asc().nulls_last())
            .include(user::POSTS.include(post::AUTHOR)),
    )?;
    let found = db.run(post::by_author_id_and_slug(author, "slug"))?;
    let titles = db.run(post::find().select((post::ID, post::TITLE)))?;
    Ok(users
        .iter()
        .flat_map(|user| user.related.iter().map(|post| post.related.email.clone()))
        .chain(found.map(|post| post.title))
        .chain(titles.into_iter().map(|(_, title)| title))
        .collect())
}

pub fn decides(user: &User, post: &Post) -> (i32, Option<String>) {
    let views = match user.role {
        Role::Admin => post.views,
        Role::Member => 0,
    };
    (views, post.body.clone().or_else(|| user.name.clone()))
}

pub fn explains(error: &icms_client::Error) -> bool {
    error.constraint() == Some(user::constraint::EMAIL_KEY)
}
