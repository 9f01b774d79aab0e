//! What the feature `tracing` says: one event for each statement and for each difference of the schema.

mod place;

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use features_example::db::{self, post, profile, tag, user};
use icms_client::{Find, Include, OnDrift, Result, SyncDb};
use place::{Place, on};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps what is said aloud.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "icms_client"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Heard(&self.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The fields of one event.
struct Heard<'l>(&'l Mutex<Vec<String>>);

impl Visit for Heard<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.lock().unwrap().push(format!("{field}: {value:?}"));
    }
}

impl Listener {
    /// What was said that contains this.
    fn about(&self, text: &str) -> Vec<String> {
        let heard = self.0.lock().unwrap();
        heard
            .iter()
            .filter(|said| said.contains(text))
            .cloned()
            .collect()
    }
}

/// Two posts with two tags and a profile for each of so many people.
fn people(db: &mut SyncDb, number: usize) -> Result<()> {
    let tags = db.run(tag::create_many(["x", "y"].map(tag::NewTag::new)))?;
    let tags: Vec<_> = tags.iter().map(|tag| tag.id).collect();
    let new = (0..number).map(|at| user::NewUser::new(format!("{at}@x.io")));
    for user in db.run(user::create_many(new))? {
        db.run(profile::create(profile::NewProfile::new(user.id, "about")))?;
        let posts = ["a", "b"].map(|slug| post::NewPost::new(user.id, slug, slug));
        for post in db.run(post::create_many(posts))? {
            db.run(post::TAGS.connect(post.id, tags.iter().copied()))?;
        }
    }
    Ok(())
}

/// Everybody with rows of seven relations, on three levels.
fn deep() -> Find<user::User> {
    user::find().order_by(user::ID.asc())
}

fn related() -> impl Include<user::User> {
    let author = post::AUTHOR.include((user::PROFILE, user::POSTS.count()));
    let posts = user::POSTS
        .filter(post::TITLE.ne("c"))
        .order_by(post::SLUG.desc())
        .limit(2);
    (
        posts.include((post::TAGS.limit(1), author)),
        user::PROFILE,
        user::CHILDREN,
    )
}

#[test]
fn related_rows_take_one_statement_for_each_level() -> Result<()> {
    for number in [1, 40] {
        let place = Place::new();
        people(&mut place.sync(), number)?;
        let listener = Listener::default();
        let mut db = place.sync();
        let found = tracing::subscriber::with_default(listener.clone(), || {
            db.run(deep().include(related()))
        })?;
        assert_eq!(found.len(), number);
        // People, posts, tags, authors, their profiles and numbers of posts, profiles, children.
        assert_eq!(listener.about("message: statement").len(), 8, "{number}");
    }
    Ok(())
}

#[test]
fn so_they_do_with_the_asynchronous_driver() {
    on(async |place: &Place| {
        let config = place.config();
        std::thread::spawn(move || {
            let mut db = SyncDb::new(
                postgres::Config::from(config)
                    .connect(postgres::NoTls)
                    .unwrap(),
            );
            people(&mut db, 5).unwrap();
        })
        .join()
        .unwrap();
        let db = place.connect().await;
        let listener = Listener::default();
        let guard = tracing::subscriber::set_default(listener.clone());
        assert_eq!(db.run(deep().include(related())).await.unwrap().len(), 5);
        drop(guard);
        assert_eq!(listener.about("message: statement").len(), 8);
    });
}

#[test]
fn no_event_shows_a_value() -> Result<()> {
    let place = Place::new();
    let mut db = place.sync();
    let listener = Listener::default();
    tracing::subscriber::with_default(listener.clone(), || -> Result<()> {
        let secret = || user::create(user::NewUser::new("secret@x.io"));
        db.run(secret())?;
        assert!(db.run(secret()).is_err());
        db.run(user::find().filter(user::EMAIL.contains("secret")))?;
        Ok(())
    })?;
    assert_eq!(listener.about("message: statement").len(), 3);
    assert_eq!(listener.about("message: statement failed").len(), 1);
    assert_eq!(listener.about("users_email_key").len(), 1);
    assert_eq!(listener.about("secret"), Vec::<String>::new());
    Ok(())
}

#[test]
fn a_warning_is_an_event_for_each_difference() {
    let place = Place::new();
    let mut db = place.sync();
    let change = "ALTER TABLE posts DROP COLUMN body; ALTER TYPE \"Role\" ADD VALUE 'GUEST'";
    db.inner().batch_execute(change).unwrap();
    let mut heard = |on| {
        let listener = Listener::default();
        let check = || db.check_schema(&db::SCHEMA, on);
        let _ = tracing::subscriber::with_default(listener.clone(), check);
        listener
            .about("differ")
            .into_iter()
            .chain(listener.about("the database"))
            .collect::<Vec<_>>()
    };
    let message = "message: the database is not what the client was made for";
    assert_eq!(
        heard(OnDrift::Warn),
        [
            "difference: public.posts.body does not exist",
            "difference: enum public.Role has GUEST, unknown to the client",
            message,
            message,
        ]
    );
    assert_eq!(heard(OnDrift::Fail), Vec::<String>::new());
    assert_eq!(heard(OnDrift::Ignore), Vec::<String>::new());
}
