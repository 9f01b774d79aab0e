//! Values that the server computes: assignments, ranks, comparisons of columns, values of related rows.

mod place;

use features_example::db::{Post, User, UserId, post, profile, seat, tag, user};
use icms_client::types::{Decimal, Json};
use icms_client::{Condition, Plan as _, Result, SyncDb, count, projection, sql};
use place::Place;

fn ann(db: &mut SyncDb) -> User {
    db.run(user::create(user::NewUser::new("ann@x.io").tokens(3)))
        .unwrap()
}

fn write(db: &mut SyncDb, author: UserId, slug: &str, title: &str) -> Post {
    db.run(post::create(post::NewPost::new(author, slug, title)))
        .unwrap()
}

fn slugs(posts: &[Post]) -> String {
    posts.iter().map(|post| post.slug.as_str()).collect()
}

#[test]
fn numbers_and_lists_change_on_the_server() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let none = user::UserPatch::default;
    let mut tokens = |assignment| -> Result<i32> {
        let update = user::update(ann.id, none()).also(assignment);
        Ok(db.run(update.required())?.tokens)
    };
    assert_eq!(tokens(user::TOKENS.increment(4))?, 7);
    assert_eq!(tokens(user::TOKENS.decrement(1))?, 6);
    assert_eq!(tokens(user::TOKENS.multiply(5))?, 30);
    assert_eq!(tokens(user::TOKENS.divide(4))?, 7);
    assert_eq!(tokens(user::TOKENS.set(2))?, 2);
    let changed = db.run(user::by_id(ann.id).required())?;
    assert!(
        changed.updated_at > ann.updated_at,
        "@updatedAt goes with it"
    );
    // What a patch says of the same column gives way; NULL stays NULL.
    let both = user::update(ann.id, none().tokens(9).name("Ann".to_owned()));
    let both = db.run(both.also(user::TOKENS.increment(1)).required())?;
    assert_eq!((both.tokens, both.name.as_deref()), (3, Some("Ann")));
    let post = write(db, ann.id, "a", "A");
    let version = post.version;
    let patch = post::PostPatch::default;
    let update = post::update(post.id, version, patch()).also(post::SCORE.increment(Decimal::ONE));
    assert_eq!(db.run(update.required())?.score, None);

    let mut labels = |assignment| -> Result<String> {
        let many = post::update_many(post::ID.eq(post.id), patch()).also(assignment);
        Ok(db.run(many.returning())?[0].labels.join(""))
    };
    assert_eq!(labels(post::LABELS.push("x"))?, "x");
    assert_eq!(labels(post::LABELS.append(["y", "x"]))?, "xyx");
    assert_eq!(labels(post::LABELS.remove("x"))?, "y");
    assert_eq!(labels(post::LABELS.set(vec![]))?, "");
    let copied = post::update_many(post::ID.eq(post.id), patch())
        .also(post::BODY.set_to_column(post::TITLE));
    assert_eq!(db.run(copied.returning())?[0].body.as_deref(), Some("A"));

    let stays = user::update_many(user::TOKENS.gt(0), none()).also(user::TOKENS.decrement(1));
    assert_eq!(db.run(stays)?, 1);
    let refused = user::update(ann.id, none()).also(user::TOKENS.decrement(100));
    assert_eq!(
        db.run(refused).unwrap_err().constraint(),
        Some(user::constraint::TOKENS_POSITIVE)
    );
    Ok(())
}

#[test]
fn an_upsert_counts_what_is_there() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let new = || user::NewUser::new("ann@x.io").tokens(1);
    let upsert = || user::upsert_by_email(new()).also(user::TOKENS.increment(10));
    assert_eq!(db.run(upsert())?.tokens, 1);
    assert_eq!(db.run(upsert())?.tokens, 11);
    let patch = user::UserPatch::default().name("Ann".to_owned());
    let again = user::upsert_by_email(new())
        .or_update(patch)
        .also(user::TOKENS.multiply(2));
    let again = db.run(again)?;
    assert_eq!((again.tokens, again.name.as_deref()), (22, Some("Ann")));
    // Nothing to change: the row comes back all the same.
    let same = user::upsert_by_email(new()).or_update(user::UserPatch::default());
    assert_eq!(db.run(same)?.tokens, 22);
    Ok(())
}

#[test]
fn columns_are_compared_with_each_other() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let other = write(db, ann.id, "same", "same");
    write(db, ann.id, "a", "b");
    let mut found = |condition: Condition<Post>| -> Result<String> {
        Ok(slugs(&db.run(post::find().filter(condition))?))
    };
    assert_eq!(found(post::SLUG.eq_column(post::TITLE))?, "same");
    assert_eq!(found(post::SLUG.ne_column(post::TITLE))?, "a");
    assert_eq!(found(post::SLUG.lt_column(post::TITLE))?, "a");
    assert_eq!(found(post::SLUG.ge_column(post::TITLE))?, "same");
    assert_eq!(found(post::TITLE.gt_column(post::SLUG))?, "a");
    assert_eq!(found(post::TITLE.le_column(post::SLUG))?, "same");
    // Nullable or not: NULL is never equal.
    assert_eq!(found(post::BODY.eq_column(post::TITLE))?, "");
    let body = post::PostPatch::default().body("same".to_owned());
    db.run(post::update(other.id, other.version, body))?;
    assert_eq!(
        slugs(&db.run(post::find().filter(post::TITLE.eq_column(post::BODY)))?),
        "same"
    );
    Ok(())
}

#[test]
fn text_and_json_have_every_condition() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let new = |slug: &str, meta: &str| {
        let meta: Json = meta.parse().unwrap();
        post::NewPost::new(ann.id, slug, format!("Title {slug}")).meta(meta)
    };
    db.run(post::create_many([
        new(
            "a",
            r#"{"n": 1, "t": "one two", "l": [1, 2, 3], "z": null}"#,
        ),
        new("b", r#"{"n": 10, "t": "Two", "l": []}"#),
        new("c", r#"{"n": "10", "l": {"0": 1, "-1": 3}}"#),
    ]))?;
    let mut found = |condition: Condition<Post>| -> Result<String> {
        Ok(slugs(&db.run(
            post::find().filter(condition).order_by(post::SLUG.asc()),
        )?))
    };
    let at = |key: &str| post::META.path([key]);
    assert_eq!(found(at("n").gt(2))?, "b");
    assert_eq!(found(at("n").ge(1).and(at("n").lt(10)))?, "a");
    assert_eq!(found(at("n").le("10"))?, "c");
    assert_eq!(found(at("n").ne(1))?, "bc");
    assert_eq!(found(at("t").text_starts_with("one"))?, "a");
    assert_eq!(found(at("t").text_ends_with("two"))?, "a");
    assert_eq!(found(at("t").text_contains_ignoring_case("TWO"))?, "ab");
    assert_eq!(found(at("l").contains(vec![3, 1]))?, "a");
    assert_eq!(found(at("l").array_starts_with(1))?, "a");
    assert_eq!(found(at("l").array_ends_with(3))?, "a");
    assert_eq!(found(at("z").is_json_null())?, "a");
    assert_eq!(found(!at("z").exists())?, "bc");
    assert_eq!(found(at("t").text_contains("%"))?, "");

    assert_eq!(found(post::TITLE.eq_ignoring_case("TITLE A"))?, "a");
    assert_eq!(
        found(post::TITLE.starts_with_ignoring_case("tITLE"))?,
        "abc"
    );
    assert_eq!(found(post::TITLE.ends_with_ignoring_case("E B"))?, "b");
    assert_eq!(found(post::SLUG.is_in_ignoring_case(["A", "C"]))?, "ac");
    Ok(())
}

#[test]
fn the_server_says_which_letters_are_the_same() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    db.run(post::create(post::NewPost::new(ann.id, "Äb", "A")))?;
    for text in ["ÄB", "äb", "Äb", "ÄB%"] {
        let one = post::SLUG.eq_ignoring_case(text);
        let several = post::SLUG.is_in_ignoring_case([text, "nothing"]);
        let [one, several] = [one, several].map(|same| post::find().filter(same).count());
        assert_eq!(db.run(one)?, db.run(several)?, "{text}");
    }
    Ok(())
}

#[test]
fn the_best_match_of_a_search_comes_first() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    write(db, ann.id, "a", "rust and much else besides");
    write(db, ann.id, "b", "rust rust rust");
    let found = post::find().filter(post::TITLE.search("english", "rust"));
    let found = found.order_by(post::TITLE.rank("english", "rust").desc());
    assert_eq!(slugs(&db.run(found)?), "ba");
    let found = post::find().filter(post::SEARCH.matches("simple", "rust"));
    let found = found.order_by(post::SEARCH.rank("simple", "rust").asc());
    assert_eq!(slugs(&db.run(found)?), "ab");
    Ok(())
}

#[test]
fn related_rows_order_filter_and_count() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    let bob = db.run(user::create(user::NewUser::new("bob@x.io")))?;
    let first = write(db, bob.id, "a", "A");
    write(db, ann.id, "b", "B");
    let gone = write(db, bob.id, "c", "C");
    let tags = db.run(tag::create_many(["x", "y"].map(tag::NewTag::new)))?;
    db.run(post::TAGS.connect(first.id, tags.iter().map(|tag| tag.id)))?;
    let scored = post::PostPatch::default().score(Decimal::TEN);
    db.run(post::update(first.id, first.version, scored))?;

    // A field of the one there is.
    let by_author = post::find().order_by(post::AUTHOR.column(user::EMAIL).desc());
    let by_author = by_author.order_by(post::SLUG.asc());
    assert_eq!(slugs(&db.run(by_author)?), "acb");
    // A field of one that belongs to that one.
    let under = user::UserPatch::default().parent_id(ann.id);
    db.run(user::update(bob.id, under))?;
    let above = || post::AUTHOR.through(user::PARENT.column(user::EMAIL));
    let by_parent = post::find().order_by(above().asc().nulls_first());
    assert_eq!(slugs(&db.run(by_parent.order_by(post::SLUG.asc()))?), "bac");
    let below = post::find().filter(above().eq("ann@x.io".to_owned()));
    assert_eq!(db.run(below.count())?, 2);
    let children = post::AUTHOR.through(user::CHILDREN.aggregate(count()));
    let children = post::find().order_by(post::SLUG.asc()).select(children);
    assert_eq!(db.run(children)?, [Some(0), Some(1), Some(0)]);
    // How many there are, in a projection, an order and a condition.
    let mails = |users: Vec<User>| {
        users
            .iter()
            .map(|user| user.email[..1].to_owned())
            .collect::<String>()
    };
    let most = user::find().order_by(user::POSTS.aggregate(count()).desc());
    assert_eq!(mails(db.run(most)?), "ba");
    let several = user::find().filter(user::POSTS.aggregate(count()).ge(2));
    assert_eq!(mails(db.run(several)?), "b");
    let counts = user::find().order_by(user::ID.asc()).select((
        user::EMAIL,
        user::POSTS.aggregate(count()),
        user::POSTS.aggregate(post::SCORE.sum()),
        user::POSTS.aggregate(count()).filter(post::TAGS.exists()),
    ));
    let ten = Some(Decimal::TEN);
    assert_eq!(
        db.run(counts)?,
        [
            ("ann@x.io".to_owned(), 1, None, 0),
            ("bob@x.io".to_owned(), 2, ten, 1)
        ]
    );
    assert_eq!(
        db.run(
            post::find()
                .order_by(post::SLUG.asc())
                .select(post::TAGS.aggregate(count()))
        )?,
        [2, 0, 0]
    );
    // With the rows themselves.
    let counted = user::find().order_by(user::ID.asc()).include((
        user::POSTS.count(),
        user::POSTS.filter(post::TITLE.eq("A")).count(),
        user::PROFILE,
    ));
    let counted = db.run(counted)?;
    assert_eq!((counted[0].related.0, counted[0].related.1), (1, 0));
    assert_eq!((counted[1].related.0, counted[1].related.1), (2, 1));
    let tagged = post::find()
        .order_by(post::SLUG.asc())
        .include(post::TAGS.count());
    let tagged: Vec<i64> = db.run(tagged)?.iter().map(|post| post.related).collect();
    assert_eq!(tagged, [2, 0, 0]);
    let nested = user::find().order_by(user::ID.asc());
    let nested = nested.include(
        user::POSTS
            .order_by(post::SLUG.asc())
            .include(post::TAGS.count()),
    );
    assert_eq!(db.run(nested)?[1].related[0].related, 2);
    let seats = db.run(seat::create(seat::NewSeat::new()).map(|seat| seat.id))?;
    let seated = seat::find().include(seat::OWNER.count());
    assert_eq!((db.run(seated)?[0].related, seats.0.len()), (0, 25));
    // Rows that count as deleted are not counted.
    db.run(post::delete(gone.id))?;
    let left = user::by_id(bob.id).include(user::POSTS.count()).required();
    assert_eq!(db.run(left)?.related, 1);
    let left = user::find().select(user::POSTS.aggregate(count()));
    assert_eq!(db.run(left.order_by(user::ID.asc()))?, [1, 1]);
    Ok(())
}

projection! {
    /// What a list shows.
    pub struct Card of User {
        /// Who.
        id: UserId = user::ID,
        email: String = user::EMAIL,
        posts: i64 = user::POSTS.aggregate(count()),
        about: Option<String> = user::PROFILE.column(profile::ABOUT),
    }
}

#[test]
fn a_projection_has_names() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    write(db, ann.id, "a", "A");
    db.run(profile::create(profile::NewProfile::new(
        ann.id,
        "all of it",
    )))?;
    let cards: Vec<Card> = db.run(user::find().select(Card::COLUMNS))?;
    let card = Card {
        id: ann.id,
        email: "ann@x.io".to_owned(),
        posts: 1,
        about: Some("all of it".to_owned()),
    };
    assert_eq!(cards, std::slice::from_ref(&card));
    let twice = db.run(user::find().select((Card::COLUMNS, user::TOKENS)).first())?;
    assert_eq!(twice, Some((card, 3)));
    Ok(())
}

#[test]
fn pages_go_backwards_and_rows_are_required() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let ann = ann(db);
    for slug in ["a", "b", "c", "d"] {
        write(db, ann.id, slug, slug);
    }
    let keys = (post::SLUG, post::AUTHOR_ID);
    let page = post::find().before(keys, ("d".to_owned(), ann.id)).limit(2);
    assert_eq!(slugs(&db.run(page.reversed())?), "bc");
    let page = post::find()
        .before(keys, ("d".to_owned(), ann.id))
        .limit(2)
        .reversed();
    let page = db.run(page.include(post::AUTHOR))?;
    assert_eq!(page[0].slug, "b");
    assert!(matches!(
        db.run(post::by_author_id_and_slug(ann.id, "z").required()),
        Err(icms_client::Error::NotFound)
    ));
    let one = sql("SELECT count(*) FROM posts").rows::<(i64,)>().first();
    assert_eq!(db.run(one.required())?, (4,));
    let lengths = db.run(post::find().map(|posts| posts.len()))?;
    assert_eq!(lengths, 4);
    Ok(())
}
