//! What can be read, and how.

mod place;

use features_example::db::{
    Post, Role, TagId, User, UserId, member, post, profile, room, seat, tag, user,
};
use icms_client::types::{Decimal, Json};
use icms_client::{Result, SyncDb, With, count, sql};
use place::Place;

struct World {
    ann: User,
    bob: User,
    posts: Vec<Post>,
    tags: Vec<TagId>,
}

fn user(db: &mut SyncDb, email: &str, tokens: i32, parent: Option<UserId>) -> User {
    let mut new = user::NewUser::new(email).tokens(tokens);
    new.parent_id = parent;
    db.run(user::create(new)).unwrap()
}

fn world(db: &mut SyncDb) -> World {
    let ann = user(db, "ann@x.io", 3, None);
    let bob = user(db, "bob@x.io", 5, Some(ann.id));
    let new = |author: UserId, slug: &str, labels: &[&str], meta: &str| {
        post::NewPost::new(author, slug, format!("Title {slug}"))
            .labels(labels.iter().map(ToString::to_string).collect())
            .meta(serde(meta))
    };
    let posts = db
        .run(post::create_many([
            new(ann.id, "a", &["x", "y"], r#"{"k": {"n": 1}, "t": "one"}"#),
            new(ann.id, "b", &["y"], r#"{"k": {"n": 2}}"#),
            new(bob.id, "c", &[], "{}"),
        ]))
        .unwrap();
    let mut tags = Vec::new();
    for name in ["rust", "sql", "pg"] {
        tags.push(db.run(tag::create(tag::NewTag::new(name))).unwrap().id);
    }
    db.run(post::TAGS.connect(posts[0].id, [tags[0], tags[1]]))
        .unwrap();
    db.run(post::TAGS.connect(posts[1].id, [tags[1]])).unwrap();
    World {
        ann,
        bob,
        posts,
        tags,
    }
}

fn serde(text: &str) -> Json {
    text.parse().unwrap()
}

fn slugs(posts: &[Post]) -> String {
    let mut slugs: Vec<&str> = posts.iter().map(|post| post.slug.as_str()).collect();
    slugs.sort_unstable();
    slugs.concat()
}

fn found(db: &mut SyncDb, condition: icms_client::Condition<Post>) -> String {
    slugs(&db.run(post::find().filter(condition)).unwrap())
}

#[test]
fn rows_are_found_by_key() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    assert_eq!(
        db.run(user::by_id(world.ann.id)).unwrap().unwrap(),
        world.ann
    );
    assert_eq!(
        db.run(user::by_email("bob@x.io")).unwrap().unwrap().id,
        world.bob.id
    );
    assert_eq!(db.run(user::by_email("nobody")).unwrap(), None);
    let post = db
        .run(post::by_author_id_and_slug(world.ann.id, "b"))
        .unwrap()
        .unwrap();
    assert_eq!(post, world.posts[1]);
    let with = db
        .run(post::by_id(post.id).include(post::AUTHOR))
        .unwrap()
        .unwrap();
    assert_eq!(
        (with.related.email.as_str(), with.slug.as_str()),
        ("ann@x.io", "b")
    );
    assert_eq!(world.ann.role, Role::Member);
}

#[test]
fn conditions_hold() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    let is = post::SLUG;
    assert_eq!(found(db, is.eq("a").or(is.eq("c"))), "ac");
    assert_eq!(
        found(db, (!is.eq("a")).and(post::AUTHOR_ID.eq(world.ann.id))),
        "b"
    );
    assert_eq!(found(db, is.is_in(["a", "b"]).and(is.ne("b"))), "a");
    assert_eq!(found(db, is.not_in(["a"])), "bc");
    assert_eq!(found(db, is.between("b", "c")), "bc");
    assert_eq!(found(db, is.gt("a").and(is.lt("c"))), "b");
    assert_eq!(found(db, is.ge("b").and(is.le("b"))), "b");
    assert_eq!(found(db, post::BODY.is_null()), "abc");
    let scores = post::SCORE.value();
    assert_eq!(found(db, scores.is_in([Decimal::ONE])), "");
    assert_eq!(found(db, !scores.gt(Decimal::ONE)), "");
    assert_eq!(found(db, post::BODY.is_not_null()), "");
    assert_eq!(
        found(db, post::BODY.is_distinct_from(Some("text".to_owned()))),
        "abc"
    );
    assert_eq!(found(db, icms_client::Condition::all([])), "abc");
    assert_eq!(found(db, icms_client::Condition::any([])), "");
    assert_eq!(found(db, post::TITLE.contains("e a")), "a");
    assert_eq!(found(db, post::TITLE.contains_ignoring_case("E A")), "a");
    assert_eq!(found(db, post::TITLE.starts_with("Title")), "abc");
    assert_eq!(found(db, post::TITLE.ends_with("b")), "b");
    assert_eq!(found(db, post::TITLE.contains("%")), "");
    assert_eq!(found(db, post::TITLE.like("T%c")), "c");
    assert_eq!(found(db, post::TITLE.matches_regex("[ab]$")), "ab");
}

#[test]
fn conditions_on_lists_json_and_documents_hold() {
    let place = Place::new();
    let db = &mut place.sync();
    world(db);
    let labels = |all: &[&str]| -> Vec<String> { all.iter().map(ToString::to_string).collect() };
    assert_eq!(found(db, post::LABELS.has("x")), "a");
    assert_eq!(found(db, post::LABELS.has_every(labels(&["x", "y"]))), "a");
    assert_eq!(found(db, post::LABELS.has_some(labels(&["x", "y"]))), "ab");
    assert_eq!(found(db, post::LABELS.is_empty()), "c");
    assert_eq!(found(db, post::META.path(["k", "n"]).eq(2)), "b");
    assert_eq!(found(db, post::META.path(["t"]).text_eq("one")), "a");
    assert_eq!(found(db, post::META.path(["t"]).text_contains("n")), "a");
    assert_eq!(found(db, post::META.path(["k"]).exists()), "ab");
    assert_eq!(found(db, post::META.has_key("t")), "a");
    assert_eq!(
        found(db, post::META.contains_json(serde(r#"{"k": {"n": 1}}"#))),
        "a"
    );
    assert_eq!(found(db, post::SEARCH.matches("simple", "title b")), "b");
    assert_eq!(found(db, post::TITLE.search("english", "titles -a")), "abc");
    assert_eq!(found(db, post::TITLE.search("simple", "title -b")), "ac");
}

#[test]
fn conditions_on_relations_hold() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    assert_eq!(found(db, post::TAGS.some(tag::NAME.eq("rust"))), "a");
    assert_eq!(found(db, post::TAGS.every(tag::NAME.eq("sql"))), "bc");
    assert_eq!(found(db, post::TAGS.none(tag::NAME.eq("rust"))), "bc");
    assert_eq!(found(db, post::TAGS.exists()), "ab");
    assert_eq!(found(db, post::TAGS.is_absent()), "c");
    assert_eq!(found(db, post::AUTHOR.is(user::TOKENS.gt(3))), "c");
    assert_eq!(found(db, post::AUTHOR.is_not(user::TOKENS.gt(3))), "ab");
    let deep = user::POSTS.some(post::TAGS.some(tag::NAME.eq("rust")));
    assert_eq!(
        db.run(user::find().filter(deep)).unwrap(),
        std::slice::from_ref(&world.ann)
    );
    // A model that refers to itself.
    let parents = user::CHILDREN.some(user::EMAIL.eq("bob@x.io"));
    assert_eq!(db.run(user::find().filter(parents)).unwrap(), [world.ann]);
    let children = user::PARENT.is(user::EMAIL.eq("ann@x.io"));
    assert_eq!(db.run(user::find().filter(children)).unwrap(), [world.bob]);
}

#[test]
fn order_pages_and_projections() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    let find = post::find;
    let ordered = db.run(find().order_by(post::SLUG.desc()).limit(2)).unwrap();
    assert_eq!(
        ordered.iter().map(|p| p.slug.as_str()).collect::<String>(),
        "cb"
    );
    let nulls = db
        .run(find().order_by(post::SCORE.asc().nulls_first()).offset(1))
        .unwrap();
    assert_eq!(nulls.len(), 2);
    let first = db
        .run(find().order_by(post::SLUG.asc()).first())
        .unwrap()
        .unwrap();
    assert_eq!(first.slug, "a");
    let page = db.run(find().after(post::ID, first.id).limit(1)).unwrap();
    assert_eq!(page[0].slug, "b");
    let page = db
        .run(find().before(
            (post::TITLE, post::ID),
            ("Title c".into(), world.posts[2].id),
        ))
        .unwrap();
    assert_eq!(
        page.iter().map(|p| p.slug.as_str()).collect::<String>(),
        "ba"
    );
    let last = (world.ann.created_at, world.ann.id);
    let page = db
        .run(user::find().after((user::CREATED_AT, user::ID), last))
        .unwrap();
    assert_eq!(page.len(), 1);

    let pairs = db
        .run(
            find()
                .order_by(post::ID.asc())
                .select((post::SLUG, post::AUTHOR_ID)),
        )
        .unwrap();
    assert_eq!(pairs[2], ("c".to_owned(), world.bob.id));
    let authors = db.run(find().select(post::AUTHOR_ID).distinct()).unwrap();
    assert_eq!(authors.len(), 2);
    let newest = find().distinct_on(post::AUTHOR_ID);
    let newest = newest
        .order_by(post::AUTHOR_ID.asc())
        .order_by(post::ID.desc());
    assert_eq!(slugs(&db.run(newest).unwrap()), "bc");
    let one = db
        .run(
            find()
                .order_by(post::ID.asc())
                .select((post::SLUG,))
                .first(),
        )
        .unwrap();
    assert_eq!(one, Some(("a".to_owned(),)));
    assert_eq!(db.run(find().filter_if(None)).unwrap().len(), 3);
}

#[test]
fn aggregates_and_groups() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    assert_eq!(db.run(post::find().count()).unwrap(), 3);
    let all = (
        count(),
        user::TOKENS.sum(),
        user::TOKENS.avg(),
        user::TOKENS.min(),
        user::TOKENS.max(),
    );
    let all = db.run(user::find().aggregate(all)).unwrap();
    assert_eq!(all, (2, Some(8), Some(4.0), Some(3), Some(5)));
    let none = user::find().filter(user::ID.eq(UserId(0)));
    assert_eq!(
        db.run(none.aggregate((user::TOKENS.sum(), count())))
            .unwrap(),
        (None, 0)
    );
    let scores = db
        .run(post::find().aggregate((post::SCORE.sum(), post::SCORE.count())))
        .unwrap();
    assert_eq!(scores, (None::<Decimal>, 0));
    assert_eq!(
        db.run(post::find().aggregate(post::AUTHOR_ID.count_distinct()))
            .unwrap(),
        2
    );
    let groups = post::find()
        .select((post::AUTHOR_ID, count()))
        .group_by(post::AUTHOR_ID);
    let groups = groups.having(count().gt(1)).order_by(count().desc());
    assert_eq!(db.run(groups).unwrap(), [(world.ann.id, 2)]);
}

#[test]
fn aggregates_are_made_of_the_rows_that_were_asked_for() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    let sorted = || post::find().order_by(post::SLUG.asc());
    assert_eq!(db.run(sorted().count())?, 3);
    assert_eq!(db.run(sorted().limit(2).count())?, 2);
    assert_eq!(db.run(sorted().offset(4).count())?, 0);
    let page = (count(), post::SLUG.min(), post::SLUG.max());
    assert_eq!(
        db.run(sorted().offset(1).limit(5).aggregate(page))?,
        (2, Some("b".into()), Some("c".into()))
    );
    let keys = (post::SLUG, post::ID);
    let after = post::find().after(keys, ("a".to_owned(), world.posts[0].id));
    assert_eq!(db.run(after.count())?, 2);
    let by_author = post::find()
        .distinct_on(post::AUTHOR_ID)
        .order_by(post::AUTHOR_ID.asc())
        .order_by(post::SLUG.desc());
    assert_eq!(db.run(by_author.select(post::SLUG))?, ["b", "c"]);
    let authors = post::find().distinct_on(post::AUTHOR_ID);
    assert_eq!(db.run(authors.count())?, 2);
    let authors = user::find().order_by(user::POSTS.aggregate(count()).desc());
    assert_eq!(
        db.run(authors.limit(1).for_update().aggregate(user::ID.max()))?,
        Some(world.ann.id)
    );
    let some = user::POSTS.filter(post::SLUG.ne("c"));
    let counted = user::find().order_by(user::ID.asc()).include((
        user::POSTS.limit(1).count(),
        user::POSTS.offset(1).count(),
        some.limit(5).count(),
    ));
    let counted: Vec<_> = db
        .run(counted)?
        .into_iter()
        .map(|row| row.related)
        .collect();
    assert_eq!((counted[0].0, counted[0].1, counted[0].2), (1, 1, 2));
    assert_eq!((counted[1].0, counted[1].1, counted[1].2), (1, 0, 0));
    Ok(())
}

#[test]
fn keys_and_enums_have_a_smallest_and_a_largest() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    let extremes = (
        user::ID.min(),
        user::ID.max(),
        user::PARENT_ID.max(),
        user::ROLE.min(),
    );
    assert_eq!(
        db.run(user::find().aggregate(extremes))?,
        (
            Some(world.ann.id),
            Some(world.bob.id),
            Some(world.ann.id),
            Some(Role::Member)
        )
    );
    let last = post::find()
        .select((post::AUTHOR_ID, post::ID.max()))
        .group_by(post::AUTHOR_ID)
        .having(post::ID.max().ge(world.posts[2].id));
    assert_eq!(db.run(last)?, [(world.bob.id, Some(world.posts[2].id))]);
    // A key that is text is asked like text.
    db.run(seat::create(seat::NewSeat::new()))?;
    assert_eq!(
        db.run(seat::find().filter(seat::ID.starts_with("c")).count())?,
        1
    );
    assert_eq!(
        db.run(seat::find().filter(seat::ID.contains("%")).count())?,
        0
    );
    Ok(())
}

#[test]
fn related_rows_come_along() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    db.run(profile::create(profile::NewProfile::new(
        world.ann.id,
        "about ann",
    )))
    .unwrap();

    let people = user::find().order_by(user::ID.asc());
    let posts = user::POSTS
        .order_by(post::SLUG.desc())
        .include(post::TAGS.order_by(tag::NAME.asc()));
    let all = db
        .run(people.include((posts, user::PROFILE, user::PARENT)))
        .unwrap();
    let (posts, profile, parent) = &all[0].related;
    assert_eq!(
        posts.iter().map(|p| p.slug.as_str()).collect::<String>(),
        "ba"
    );
    let names: Vec<&str> = posts[1].related.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["rust", "sql"]);
    assert_eq!(posts[0].related.len(), 1);
    assert_eq!(profile.as_ref().unwrap().about, "about ann");
    assert_eq!(*parent, None);
    let (posts, profile, parent) = &all[1].related;
    assert_eq!((posts.len(), profile), (1, &None));
    assert_eq!(parent.as_ref().unwrap().email, "ann@x.io");

    // One for each row, not one altogether.
    let limited = user::POSTS.order_by(post::ID.desc()).limit(1);
    let all = db
        .run(user::find().order_by(user::ID.asc()).include(limited))
        .unwrap();
    let of = |row: &With<User, Vec<Post>>| slugs(&row.related);
    assert_eq!((of(&all[0]), of(&all[1])), ("b".to_owned(), "c".to_owned()));
    let tags = post::TAGS
        .filter(tag::NAME.ne("pg"))
        .order_by(tag::NAME.asc())
        .limit(1);
    let all = db
        .run(post::find().order_by(post::ID.asc()).include(tags))
        .unwrap();
    let names: Vec<&str> = all
        .iter()
        .flat_map(|p| &p.related)
        .map(|t| t.name.as_str())
        .collect();
    assert_eq!(names, ["rust", "sql"]);

    // The same row for several others, with rows of its own.
    let authors = post::AUTHOR.include(user::PROFILE);
    let all = db
        .run(post::find().order_by(post::ID.asc()).include(authors))
        .unwrap();
    assert_eq!(all[0].related.email, all[1].related.email);
    assert!(all[1].related.related.is_some() && all[2].related.related.is_none());
    let none = db
        .run(post::find().filter(post::SLUG.eq("z")).include(post::TAGS))
        .unwrap();
    assert_eq!(none, []);
    let first = post::find()
        .order_by(post::ID.asc())
        .first()
        .include(post::TAGS);
    assert_eq!(db.run(first).unwrap().unwrap().related.len(), 2);
}

#[test]
fn keys_of_several_columns_refer_too() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    db.run(room::create(room::NewRoom::new(1, 7).name("seven")))?;
    db.run(room::create(room::NewRoom::new(2, 7)))?;
    let seat = |building, number| {
        seat::NewSeat::new()
            .building(building)
            .number(number)
            .owner_id(world.ann.id)
    };
    db.run(seat::create_many([seat(1, 7), seat(1, 7), seat(2, 7)]))?;
    db.run(seat::create(seat::NewSeat::new()))?;
    let rooms = db.run(
        room::find()
            .order_by(room::BUILDING.asc())
            .include(room::SEATS),
    )?;
    assert_eq!((rooms[0].related.len(), rooms[1].related.len()), (2, 1));
    let limited = db.run(
        room::find()
            .order_by(room::BUILDING.asc())
            .include(room::SEATS.limit(1)),
    )?;
    assert_eq!((limited[0].related.len(), limited[1].related.len()), (1, 1));
    let seats = db.run(seat::find().include((seat::ROOM, seat::OWNER)))?;
    assert_eq!(seats.iter().filter(|s| s.related.0.is_none()).count(), 1);
    let seven = seat::find().filter(seat::ROOM.is(room::NAME.eq("seven")));
    assert_eq!(db.run(seven.count())?, 2);
    assert_eq!(
        db.run(room::by_building_and_number(1, 7))?.unwrap().name,
        "seven"
    );
    let patch = room::RoomPatch::default().name("new");
    assert_eq!(db.run(room::update(1, 7, patch))?.unwrap().name, "new");
    assert_eq!(db.run(seat::delete_many(seat::BUILDING.eq(1)))?, 2);
    assert!(db.run(room::delete(1, 7))?.is_some());
    assert!(db.run(room::delete(1, 7))?.is_none());
    Ok(())
}

#[test]
fn views_and_statements_of_ones_own() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    assert_eq!(db.run(member::find().count())?, 2);
    assert_eq!(
        db.run(member::by_id(world.ann.id.0))?.unwrap().email,
        "ann@x.io"
    );
    let rows = db.run(
        sql("SELECT slug, version FROM posts WHERE slug > $1 ORDER BY 1")
            .bind("a")
            .rows::<(String, i32)>(),
    )?;
    assert_eq!(rows, [("b".to_owned(), 1), ("c".to_owned(), 1)]);
    let columns = "SELECT id, name FROM \"order\" WHERE id = $1";
    assert_eq!(
        db.run(
            sql(columns)
                .bind(world.tags[0])
                .models::<features_example::db::Tag>()
        )?[0]
            .name,
        "rust"
    );
    assert_eq!(
        db.run(sql("UPDATE users SET tokens = tokens + $1").bind(1))?,
        2
    );
    let plan = db.explain(post::find().filter(post::SLUG.eq("a")))?;
    assert!(plan.contains("posts"), "{plan}");
    let mut seen = Vec::new();
    db.for_each(post::find().order_by(post::ID.asc()), |post| {
        seen.push(post.slug);
        Ok(())
    })?;
    assert_eq!(seen.concat(), "abc");
    Ok(())
}

#[test]
fn more_relations_than_a_pair_come_along() {
    let place = Place::new();
    let db = &mut place.sync();
    let world = world(db);
    let find = user::find().order_by(user::ID).include((
        user::POSTS.order_by(post::ID),
        user::PROFILE,
        user::PARENT,
        user::CHILDREN,
        user::SEATS,
        user::POSTS.count(),
        user::CHILDREN.count(),
        user::SEATS.count(),
    ));
    let users = db.run(find).unwrap();
    let (posts, profile, parent, children, seats, some, one, none) = &users[0].related;
    assert_eq!((posts.len(), children.len(), seats.len()), (2, 1, 0));
    assert_eq!((*some, *one, *none), (2, 1, 0));
    assert_eq!((profile, parent), (&None, &None));
    assert_eq!(users[1].related.2.as_ref(), Some(&world.ann));
}
