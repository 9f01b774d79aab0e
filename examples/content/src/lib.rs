//! A few days in the life of a content office, through the generated client.

#[warn(clippy::pedantic)]
pub mod db;
pub mod migrations;

use db::content::{self, NewContent};
use db::session::NewSession;
use db::user::{self, NewUser, UserPatch};
use db::{UserStatus, session, tag};
use icms_client::now;
use icms_client::types::chrono::Timestamptz;
use icms_client::types::{Inet, Json};
use icms_client::{Error, Plan as _, Result, SyncDb};

/// What happened, for whoever asks.
#[derive(Debug, PartialEq, Eq)]
pub struct Story {
    /// Who wrote.
    pub author: String,
    /// How many pages carry the tag.
    pub tagged: i64,
    /// The pages of the author, each with its tags.
    pub pages: Vec<(String, Vec<String>)>,
    /// What a second person of the same address was told.
    pub refusal: String,
    /// How many sessions are left after signing out.
    pub sessions: i64,
}

/// Signs people up, writes a page, tags it, and tidies up.
///
/// # Errors
/// What the database refuses and should not have.
pub fn tell(db: &mut SyncDb) -> Result<Story> {
    let author = db.run(user::create(person("sita@example.org", "Sita Sharma")))?;
    let refusal = match db.run(user::create(person("sita@example.org", "Somebody Else"))) {
        Err(Error::Unique { constraint }) => constraint,
        Err(other) => return Err(other),
        Ok(_) => String::from("none"),
    };
    let patch = UserPatch::default()
        .status(UserStatus::Active)
        .email_verified_at(now::<Timestamptz>());
    let author = db
        .run(user::update(author.id, patch))?
        .ok_or(Error::NotFound)?;

    let page = NewContent::new(
        "citizen-charter",
        translated("Citizen charter", "नागरिक बडापत्र"),
        translated("What you may expect", "तपाईं के अपेक्षा गर्न सक्नुहुन्छ"),
        author.id,
    );
    let label = db.run(tag::upsert_by_name(tag::NewTag::new("rights")))?;
    let tags = [label.id];
    db.atomically(content::create(page).then(move |page| content::TAGS.connect(page.id, tags)))?;

    let signed_in =
        NewSession::new(author.id, vec![1, 2, 3], now()).ip_address("10.0.0.7".parse::<Inet>()?);
    let signed_in = db.run(session::create(signed_in))?;
    db.run(session::delete(signed_in.id))?;

    let pages = db.run(
        content::find()
            .filter(content::AUTHOR_ID.eq(author.id))
            .filter(content::SLUG.starts_with("citizen"))
            .include(content::TAGS.order_by(tag::NAME.asc())),
    )?;
    let names = |tags: &[db::Tag]| tags.iter().map(|tag| tag.name.clone()).collect();
    Ok(Story {
        tagged: db.run(
            content::find()
                .filter(content::TAGS.some(tag::NAME.eq("rights")))
                .count(),
        )?,
        pages: pages
            .iter()
            .map(|page| (page.slug.clone(), names(&page.related)))
            .collect(),
        sessions: db.run(
            session::find()
                .filter(session::USER_ID.eq(author.id))
                .count(),
        )?,
        author: author.full_name,
        refusal,
    })
}

fn person(email: &str, name: &str) -> NewUser {
    NewUser::new(email, "…", name)
}

fn translated(en: &str, ne: &str) -> Json {
    Json::Object(
        [("en".into(), en.into()), ("ne".into(), ne.into())]
            .into_iter()
            .collect(),
    )
}
