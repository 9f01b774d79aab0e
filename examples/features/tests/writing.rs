//! What can be written, and how.

mod place;

use features_example::db::{Role, UserId, entry, everything, post, tag, user};
use icms_client::now;
use icms_client::types::chrono::Timestamptz;
use icms_client::types::{Decimal, Edge, Inet, Interval, Json, MacAddr, Range, Uuid};
use icms_client::{Error, Plan as _, Result, SyncDb};
use place::Place;

fn ann(db: &mut SyncDb) -> user::User {
    db.run(user::create(
        user::NewUser::new("ann@x.io").backup("a@b.c".into()),
    ))
    .unwrap()
}

#[test]
fn rows_are_added_changed_and_removed() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let before: Timestamptz = now();
    let ann = ann(db);
    assert_eq!(
        (
            ann.role,
            ann.tokens,
            ann.backup.as_ref().map(|mail| mail.0.as_str())
        ),
        (Role::Member, 0, Some("a@b.c"))
    );
    let patch = user::UserPatch::default()
        .name("Ann".to_owned())
        .role(Role::Self_);
    let changed = db.run(user::update(ann.id, patch))?.unwrap();
    assert_eq!(
        (changed.name.as_deref(), changed.role),
        (Some("Ann"), Role::Self_)
    );
    assert!(changed.updated_at >= ann.updated_at && changed.created_at == ann.created_at);
    assert!(ann.updated_at + std::time::Duration::from_secs(5) > before);
    let cleared = db
        .run(user::update(ann.id, user::UserPatch::default().name(None)))?
        .unwrap();
    assert_eq!(cleared.name, None);
    // Nothing to change is no statement that changes.
    assert_eq!(
        db.run(user::update(ann.id, user::UserPatch::default()))?
            .unwrap(),
        cleared
    );
    assert_eq!(
        db.run(user::update(
            UserId(0),
            user::UserPatch::default().tokens(1)
        ))?,
        None
    );
    let many = user::update_many(user::TOKENS.eq(0), user::UserPatch::default().tokens(9));
    assert_eq!(db.run(many)?, 1);
    let many = user::update_many(user::TOKENS.eq(9), user::UserPatch::default().tokens(8));
    assert_eq!(db.run(many.returning())?[0].tokens, 8);
    assert_eq!(
        db.run(user::update_many(
            user::TOKENS.eq(8),
            user::UserPatch::default()
        ))?,
        0
    );
    assert_eq!(db.run(user::delete(ann.id))?.unwrap().id, ann.id);
    assert_eq!(db.run(user::delete(ann.id))?, None);
    Ok(())
}

#[test]
fn a_second_row_of_a_key_updates_the_first() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let again = db.run(user::upsert_by_email(
        user::NewUser::new("ann@x.io").tokens(4),
    ))?;
    assert_eq!((again.id, again.tokens), (ann.id, 4));
    let patch = user::UserPatch::default().tokens(7);
    let again = db.run(user::upsert_by_email(user::NewUser::new("ann@x.io")).or_update(patch))?;
    assert_eq!((again.id, again.tokens), (ann.id, 7));
    let ignored = user::create(user::NewUser::new("ann@x.io")).or_ignore();
    assert_eq!(db.run(ignored)?, None);
    let tag = db.run(tag::upsert_by_name(tag::NewTag::new("a")))?;
    assert_eq!(db.run(tag::upsert_by_name(tag::NewTag::new("a")))?, tag);
    Ok(())
}

#[test]
fn constraints_have_names() {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let error = db
        .run(user::create(user::NewUser::new("ann@x.io")))
        .unwrap_err();
    assert!(
        matches!(&error, Error::Unique { constraint } if constraint == user::constraint::EMAIL_KEY)
    );
    let error = db
        .run(user::update(ann.id, user::UserPatch::default().tokens(-1)))
        .unwrap_err();
    assert_eq!(error.constraint(), Some(user::constraint::TOKENS_POSITIVE));
    assert_eq!(error.to_string(), "the row violates users_tokens_positive");
    let error = db
        .run(post::create(post::NewPost::new(UserId(0), "a", "A")))
        .unwrap_err();
    assert_eq!(error.constraint(), Some(post::constraint::AUTHOR_ID_FKEY));
    let nothing = icms_client::sql("INSERT INTO users (email) VALUES (NULL)");
    assert!(matches!(db.run(nothing), Err(Error::NotNull { column }) if column == "email"));
    let domain = user::NewUser::new("bob@x.io").backup("no address".into());
    assert!(matches!(
        db.run(user::create(domain)),
        Err(Error::Check { .. })
    ));
}

#[test]
fn a_change_of_an_old_version_is_refused() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let post = db.run(post::create(post::NewPost::new(ann.id, "a", "A")))?;
    let title = |title: &str| post::PostPatch::default().title(title);
    let changed = db
        .run(post::update(post.id, post.version, title("B")))?
        .unwrap();
    assert_eq!((changed.version, changed.title.as_str()), (2, "B"));
    assert_eq!(
        db.run(post::update(post.id, post.version, title("C")))?,
        None
    );
    Ok(())
}

#[test]
fn whatever_changes_a_row_counts_its_version_and_says_when() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let bob = db.run(user::create(user::NewUser::new("bob@x.io")))?;
    let new = || post::NewPost::new(ann.id, "a", "A");
    let post = db.run(post::create(new()))?;
    let (id, edit) = (post.id, post::PostPatch::default);
    let version =
        |db: &mut SyncDb| -> Result<i32> { Ok(db.run(post::by_id(id).required())?.version) };
    db.run(post::update_many(post::ID.eq(id), edit().title("B")))?;
    assert_eq!(version(db)?, 2);
    assert_eq!(db.run(post::update(id, 1, edit().title("C")))?, None);
    db.run(post::update_many(post::ID.eq(id), edit()).also(post::LABELS.push("x")))?;
    db.run(post::upsert_by_author_id_and_slug(new()))?;
    assert_eq!(version(db)?, 4);
    db.run(post::upsert_by_author_id_and_slug(new()).or_update(edit().title("D")))?;
    db.run(user::POSTS.connect(bob.id, post::ID.eq(id)))?;
    assert_eq!(version(db)?, 6);
    let same = user::POSTS.set(bob.id, || post::ID.eq(id));
    assert_eq!(db.atomically(same)?, 0);
    assert_eq!(version(db)?, 6);
    // What changes nothing is no change, and a version that is given is taken.
    db.run(post::update_many(post::ID.eq(id), edit()))?;
    let back = post::upsert_by_author_id_and_slug(post::NewPost::new(bob.id, "a", "D"));
    db.run(back.or_update(edit()))?;
    assert_eq!(version(db)?, 6);
    db.run(post::update_many(post::ID.eq(id), edit()).also(post::VERSION.set(9)))?;
    assert_eq!(version(db)?, 9);
    db.run(post::delete(id))?;
    let deleted = db.run(post::find().with_deleted().first().required())?;
    assert_eq!(deleted.version, 10);

    let at = |db: &mut SyncDb| -> Result<Timestamptz> {
        Ok(db.run(user::by_id(bob.id).required())?.updated_at)
    };
    let before = at(db)?;
    db.run(user::CHILDREN.connect(ann.id, user::ID.eq(bob.id)))?;
    let between = at(db)?;
    db.run(user::CHILDREN.disconnect(ann.id, user::ID.eq(bob.id)))?;
    assert!(before < between && between < at(db)?);
    Ok(())
}

#[test]
fn deleted_rows_count_as_gone_until_they_are_erased() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let post = db.run(post::create(post::NewPost::new(ann.id, "a", "A")))?;
    assert!(db.run(post::delete(post.id))?.unwrap().deleted_at.is_some());
    assert_eq!(db.run(post::by_id(post.id))?, None);
    assert_eq!(db.run(post::find())?, []);
    assert_eq!(db.run(post::find().with_deleted())?.len(), 1);
    assert_eq!(db.run(post::delete(post.id))?, None);
    let posts = db.run(user::find().include(user::POSTS))?;
    assert_eq!(posts[0].related, []);
    let posts = db.run(user::find().include(user::POSTS.with_deleted()))?;
    assert_eq!(posts[0].related.len(), 1);
    assert_eq!(db.run(user::find().filter(user::POSTS.exists()))?, []);
    assert_eq!(
        db.run(post::update_many(
            post::SLUG.eq("a"),
            post::PostPatch::default().title("B")
        ))?,
        0
    );
    // What is written by key is there afterwards.
    let id = ann.id;
    let again = move || post::upsert_by_author_id_and_slug(post::NewPost::new(id, "a", "A"));
    let edit = post::PostPatch::default;
    let mut back = vec![db.run(again())?];
    for patch in [edit().title("C"), edit()] {
        db.run(post::delete(post.id).required())?;
        back.push(db.run(again().or_update(patch))?);
    }
    assert!(back.iter().all(|post| post.deleted_at.is_none()));
    assert_eq!(db.run(post::by_id(post.id).required())?.title, "C");
    assert_eq!(db.run(post::delete_many(post::SLUG.eq("a")).for_good())?, 1);
    assert_eq!(db.run(post::find().with_deleted())?, []);
    Ok(())
}

#[test]
fn many_rows_go_at_once() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let new = |at: usize| user::NewUser::new(format!("{at}@x.io"));
    let rows = db.run(user::create_many((0..1_000).map(new)))?;
    assert_eq!((rows.len(), rows[999].email.as_str()), (1_000, "999@x.io"));
    // Some with, some without a value: the default fills in.
    let mixed = [new(1_000).tokens(3), new(1_001)];
    let mixed = db.run(user::create_many(mixed))?;
    assert_eq!((mixed[0].tokens, mixed[1].tokens), (3, 0));
    assert_eq!(
        db.run(user::create_many([new(1), new(2_000)]).or_ignore())?
            .len(),
        1
    );
    assert_eq!(db.run(user::create_many(Vec::new()))?, []);
    // From 5,000 rows on they are copied, and any number when asked for.
    assert_eq!(
        db.run(user::create_many((3_000..9_000).map(new)).count())?,
        6_000
    );
    assert_eq!(
        db.run(user::create_many((9_000..9_010).map(new)).count())?,
        10
    );
    assert_eq!(
        db.run(user::copy(
            (9_010..9_020).map(|at| new(at).backup("a@b".into()))
        ))?,
        10
    );
    assert_eq!(db.run(user::copy(Vec::new()))?, 0);
    assert_eq!(db.run(user::find().count())?, 1_000 + 2 + 1 + 6_000 + 20);
    // Rows of lists cannot be turned into arrays; more placeholders than a statement takes are several.
    let author = rows[0].id;
    let post = |at: usize| post::NewPost::new(author, at.to_string(), "T").labels(vec!["x".into()]);
    assert_eq!(
        db.run(post::create_many((0..20_000).map(post)))?.len(),
        20_000
    );
    // Nothing but defaults.
    let entries = db.run(entry::create_many([
        entry::NewEntry::new(),
        entry::NewEntry::new(),
    ]))?;
    assert_eq!(
        entries.iter().map(|e| e.text.as_str()).collect::<String>(),
        "nonenone"
    );
    assert_eq!(
        db.run(entry::create(entry::NewEntry::new().text("x")))?
            .text,
        "x"
    );
    Ok(())
}

#[test]
fn pairs_are_connected_disconnected_and_set() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let post = db.run(post::create(post::NewPost::new(ann.id, "a", "A")))?;
    let tags = db.run(tag::create_many(["a", "b", "c"].map(tag::NewTag::new)))?;
    let ids: Vec<_> = tags.iter().map(|tag| tag.id).collect();
    assert_eq!(db.run(post::TAGS.connect(post.id, ids.clone()))?, 3);
    assert_eq!(db.run(post::TAGS.connect(post.id, ids.clone()))?, 0);
    assert_eq!(db.run(post::TAGS.disconnect(post.id, [ids[0]]))?, 1);
    assert_eq!(db.run(post::TAGS.set(post.id, [ids[0], ids[1]]))?, 1);
    let names = |db: &mut SyncDb| -> Result<String> {
        let posts = db.run(post::find().include(post::TAGS.order_by(tag::NAME.asc())))?;
        Ok(posts[0]
            .related
            .iter()
            .map(|tag| tag.name.as_str())
            .collect())
    };
    assert_eq!(names(db)?, "ab");
    assert_eq!(db.run(tag::POSTS.connect(ids[2], [post.id]))?, 1);
    assert_eq!(names(db)?, "abc");
    assert_eq!(
        db.run(post::TAGS.set(post.id, Vec::<features_example::db::TagId>::new()))?,
        0
    );
    assert_eq!(names(db)?, "");
    Ok(())
}

#[test]
fn nested_writes_are_all_or_nothing() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let new = |email: &str| user::create(user::NewUser::new(email));
    let posts = |author: &user::User| {
        let author = author.id;
        post::create_many(["a", "b"].map(|slug| post::NewPost::new(author, slug, slug)))
    };
    let (ann, written) = db.atomically(new("ann@x.io").then(posts))?;
    assert_eq!((written.len(), written[0].author_id), (2, ann.id));
    let broken = |author: &user::User| {
        let author = author.id;
        post::create_many(["a", "a"].map(|slug| post::NewPost::new(author, slug, slug)))
    };
    let error = db.atomically(new("bob@x.io").then(broken)).unwrap_err();
    assert_eq!(
        error.constraint(),
        Some(post::constraint::AUTHOR_ID_SLUG_KEY)
    );
    assert_eq!(db.run(user::find().count())?, 1);
    Ok(())
}

#[test]
fn every_type_comes_back_as_it_went() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let moment: Timestamptz = now();
    let local = moment.naive_utc();
    let zero = local.date().and_hms_opt(0, 0, 0).unwrap();
    let new = everything::NewEverything::new(
        1.5,
        2.5,
        true,
        "abc",
        vec![1, 2],
        local.date(),
        zero.time(),
        zero,
    )
    .span(Interval {
        months: 1,
        days: 2,
        microseconds: 3,
    })
    .address("10.0.0.1/8".parse::<Inet>()?)
    .network("10.0.0.0/8".parse::<Inet>()?)
    .mac("08:00:2b:01:02:03".parse::<MacAddr>()?)
    .bits("1010")
    .money(Decimal::new(150, 2))
    .xml("<a/>")
    .plain(Json::Bool(true))
    .numbers(vec![1, 2])
    .roles(vec![Role::Admin, Role::Self_])
    .moments(vec![])
    .between(Range::from(zero..zero + std::time::Duration::from_secs(60)))
    .amounts(Range::Between(Edge::Included(1), Edge::Open));
    let row = db.run(everything::create(new.clone()))?;
    assert_eq!(
        (row.r#type, row.real, row.bytes.as_slice()),
        (1, 1.5, [1, 2].as_slice())
    );
    assert_eq!(
        (row.span, row.address, row.network),
        (new.span, new.address, new.network)
    );
    assert_eq!(
        (row.mac.as_ref(), row.bits.as_deref()),
        (new.mac.as_ref(), Some("1010"))
    );
    assert_eq!((row.money, row.xml.as_deref()), (new.money, Some("<a/>")));
    assert_eq!(
        (row.numbers.as_slice(), row.roles.len()),
        ([1, 2].as_slice(), 2)
    );
    assert_eq!((row.between, row.amounts), (new.between, new.amounts));
    assert_eq!(
        (row.nano.len(), row.cuid2.len(), row.ulid.len()),
        (12, 24, 26)
    );
    assert_eq!(
        (row.id.0.get_version_num(), row.uuid4.get_version_num()),
        (7, 4)
    );
    // The same through arrays, values and copies.
    let rows = db.run(everything::create_many([new.clone(), new.clone()]))?;
    assert_eq!((rows[0].between, rows[1].span), (new.between, new.span));
    let mut plain = new.clone();
    (plain.bits, plain.money, plain.xml) = (None, None, None);
    assert_eq!(db.run(everything::copy([plain]))?, 1);
    assert_eq!(db.run(everything::by_id(row.id))?.unwrap(), row);
    let found = everything::find().filter(everything::BETWEEN.includes(zero));
    assert_eq!(db.run(found.count())?, 4);
    let found = everything::find().filter(everything::AMOUNTS.overlaps(Range::from(5..6)));
    assert_eq!(db.run(found.count())?, 4);
    let found = everything::find().filter(everything::AMOUNTS.covers(Range::from(0..6)));
    assert_eq!(db.run(found.count())?, 0);
    let found = everything::find().filter(everything::ROLES.has(Role::Admin));
    assert_eq!(db.run(found.count())?, 4);
    let found = everything::find().filter(everything::MONEY.eq(Decimal::new(150, 2)));
    assert_eq!(db.run(found.count())?, 3);
    let found = everything::find()
        .filter(everything::ID.is_in([row.id, everything::EverythingId(Uuid::nil())]));
    assert_eq!(db.run(found.count())?, 1);
    // Too long is refused, never cut.
    let long = everything::create(new.bits("10101"));
    assert!(db.run(long).is_err());
    Ok(())
}
