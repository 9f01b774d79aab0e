//! A few days in the life of a content office, through the generated client.

pub mod db;

use db::user::{self, NewUser, UserPatch};
use db::{UserStatus, content, session, tag};
use icms_client::types::{Json, Utc};
use icms_client::{Client, Error, Result};

/// What happened, for whoever asks.
#[derive(Debug, PartialEq, Eq)]
pub struct Story {
    /// Who wrote.
    pub author: String,
    /// How many pages carry the tag.
    pub tagged: i64,
    /// How many pages the author has.
    pub pages: usize,
    /// What a second person of the same address was told.
    pub refusal: String,
    /// How many sessions are left after signing out.
    pub sessions: i64,
}

/// Signs people up, writes a page, tags it, and tidies up.
///
/// # Errors
/// What the database refuses and should not have.
pub fn tell(db: &mut Client) -> Result<Story> {
    let author = db.run(user::create(person("sita@example.org", "Sita Sharma")))?;
    let refusal = match db.run(user::create(person("sita@example.org", "Somebody Else"))) {
        Err(Error::Unique { constraint }) => constraint,
        Err(other) => return Err(other),
        Ok(_) => String::from("none"),
    };
    let patch = UserPatch {
        status: Some(UserStatus::Active),
        email_verified_at: Some(Some(Utc::now())),
        ..UserPatch::default()
    };
    let changed = db.run(user::update(author.id, patch))?;
    let author = changed.into_iter().next().ok_or(Error::NotFound)?;

    let mut transaction = db.begin()?;
    let page = transaction.run(content::create(content::NewContent {
        slug: "citizen-charter".into(),
        title: translated("Citizen charter", "नागरिक बडापत्र"),
        body: translated("What you may expect", "तपाईं के अपेक्षा गर्न सक्नुहुन्छ"),
        status: None,
        author_id: author.id,
        department_id: None,
        category_id: None,
        published_at: None,
        deleted_at: None,
        created_at: None,
    }))?;
    let label = transaction.run(tag::create(tag::NewTag {
        name: "rights".into(),
    }))?;
    transaction.commit()?;

    let both = [&page.id as _, &label.id as _];
    let join = "INSERT INTO public.\"_ContentTags\" (\"A\", \"B\") VALUES ($1, $2)";
    db.inner().execute(join, &both)?;

    let signed_in = db.run(session::create(session::NewSession {
        id: None,
        user_id: author.id,
        token_hash: vec![1, 2, 3],
        ip_address: Some("10.0.0.7".into()),
        expires_at: Utc::now(),
        created_at: None,
    }))?;
    db.run(session::delete(signed_in.id))?;

    Ok(Story {
        tagged: db.run(tag::contents(&label).count())?,
        pages: db
            .run(user::contents(&author).filter(content::SLUG.starts_with("citizen")))?
            .len(),
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
    NewUser {
        email: email.into(),
        password_hash: "…".into(),
        email_verified_at: None,
        failed_logins: None,
        full_name: name.into(),
        status: None,
        department_id: None,
        created_at: None,
    }
}

fn translated(en: &str, ne: &str) -> Json {
    Json::Object(
        [("en".into(), en.into()), ("ne".into(), ne.into())]
            .into_iter()
            .collect(),
    )
}
