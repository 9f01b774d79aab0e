//! Functions made of `queries/*.sql`, with both drivers.

mod place;

use features_example::db::queries::{self, AddPost, Everybody, RecentPosts};
use features_example::db::{PostId, Role, User, UserId, post, user};
use features_example::small;
use icms_client::types::chrono::Date;
use icms_client::types::{Decimal, Interval, Json};
use icms_client::{Error, Plan, SyncDb};
use place::Place;

fn person(db: &mut SyncDb, name: &str, role: Role) -> User {
    let new = user::NewUser::new(format!("{name}@x.io"))
        .role(role)
        .name(name.to_owned());
    db.run(user::create(new)).unwrap()
}

fn post(db: &mut SyncDb, author: UserId, title: &str) -> AddPost {
    let labels = vec!["a".to_owned(), "b".to_owned()];
    db.run(queries::add_post(author, title, title, None, labels, None))
        .unwrap()
}

#[test]
fn rows_values_and_models() {
    let place = Place::new();
    let mut db = place.sync();
    let (ann, bob) = (
        person(&mut db, "ann", Role::Admin),
        person(&mut db, "bob", Role::Member),
    );
    let first = post(&mut db, ann.id, "first");
    let second = post(&mut db, ann.id, "second");

    let recent: Vec<RecentPosts> = db.run(queries::recent_posts(ann.id, PostId(0), 1)).unwrap();
    assert_eq!(
        (recent.len(), recent[0].id, recent[0].body.as_deref()),
        (1, second.id, None)
    );
    assert_eq!(
        (recent[0].labels.as_slice(), recent[0].role),
        (&["a".to_owned(), "b".to_owned()][..], Role::Admin)
    );
    assert_eq!(
        db.run(queries::titles_of(ann.id)).unwrap(),
        ["first", "second"]
    );
    assert_eq!(db.run(queries::count_posts()).unwrap(), 2);
    let chosen = db
        .run(queries::posts_by_ids(vec![second.id, first.id]))
        .unwrap();
    assert_eq!(
        chosen.iter().map(|row| row.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );

    assert_eq!(
        db.run(queries::users_of_role(Role::Admin)).unwrap(),
        vec![ann.clone()]
    );
    assert_eq!(
        db.run(queries::user_by_email("bob@x.io")).unwrap(),
        Some(bob.clone())
    );
    assert_eq!(db.run(queries::user_by_email("nobody")).unwrap(), None);

    let scored = db
        .run(queries::set_score(Some(1.into()), vec![first.id]))
        .unwrap();
    let nothing = db.run(queries::set_score(None, vec![PostId(0)])).unwrap();
    assert_eq!((scored, nothing), (1, 0));
    let renamed = db
        .run(queries::retitle("other", first.id, first.version))
        .unwrap()
        .unwrap();
    assert_eq!((renamed.title.as_str(), renamed.version), ("other", 2));
    assert!(
        db.run(queries::retitle("again", first.id, first.version))
            .unwrap()
            .is_none()
    );
    assert_eq!(
        db.run(queries::forget_posts(vec![first.id, PostId(0)]))
            .unwrap(),
        1
    );
    assert_eq!(db.run(queries::found("second")).unwrap()[0].id, second.id);
}

#[test]
fn nulls_groups_and_trees() {
    let place = Place::new();
    let mut db = place.sync();
    let ann = person(&mut db, "ann", Role::Admin);
    let bob = person(&mut db, "bob", Role::Member);
    let child = user::UserPatch::default().parent_id(Some(ann.id));
    db.run(user::update(bob.id, child)).unwrap();
    let only = post(&mut db, ann.id, "only");

    let authors = db.run(queries::authors()).unwrap();
    let seen: Vec<_> = authors
        .iter()
        .map(|row| (row.id, row.post, row.rows))
        .collect();
    assert_eq!(seen, [(ann.id, Some(only.id), 2), (bob.id, None, 2)]);
    let totals = db.run(queries::totals()).unwrap();
    assert_eq!(
        totals
            .iter()
            .map(|row| (row.role, row.people))
            .collect::<Vec<_>>(),
        [(Role::Admin, 1), (Role::Member, 1)]
    );
    let everybody: Vec<Everybody> = db.run(queries::everybody()).unwrap();
    assert_eq!(everybody.iter().filter(|row| row.kind == "user").count(), 2);
    let family = db.run(queries::family(ann.id)).unwrap();
    let line: Vec<_> = family
        .iter()
        .map(|row| (row.id, row.parent_id, row.depth))
        .collect();
    assert_eq!(line, [(ann.id, None, 0), (bob.id, Some(ann.id), 1)]);
}

#[test]
fn other_types() {
    let place = Place::new();
    let mut db = place.sync();
    let ann = person(&mut db, "ann", Role::Admin);
    assert_eq!(
        db.run(queries::roles()).unwrap(),
        [Role::Admin, Role::Member, Role::Self_]
    );
    let hour = Interval {
        months: 0,
        days: 0,
        microseconds: 3_600_000_000,
    };
    let back = Interval {
        months: 0,
        days: 0,
        microseconds: -3_600_000_000,
    };
    assert!(
        db.run(queries::older_than(hour, vec![Role::Admin]))
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        db.run(queries::older_than(back, vec![Role::Admin]))
            .unwrap()[0]
            .id,
        ann.id
    );
    assert_eq!(
        db.run(queries::give_backup(Some("b@x.io".into()), ann.id))
            .unwrap(),
        1
    );
    assert_eq!(
        db.run(queries::backups()).unwrap()[0].backup,
        "b@x.io".into()
    );
    assert!(matches!(
        db.run(queries::give_backup(Some("none".into()), ann.id)),
        Err(Error::Check { .. })
    ));
    db.run(queries::give_backup(None, ann.id)).unwrap();
    assert!(db.run(queries::backups()).unwrap().is_empty());

    let new = post::NewPost::new(ann.id, "s", "t")
        .meta(r#"{"kind":null,"n":1}"#.parse::<Json>().unwrap());
    db.run(post::create(new)).unwrap();
    let keyed = db.run(queries::with_key("n")).unwrap();
    assert_eq!(
        (keyed[0].value.clone(), keyed[0].kind.clone()),
        (Some(1.into()), None)
    );
    assert_eq!(keyed[0].known, "none");
    let note = db.run(queries::note(1, 2, 3, 4, 5, 6, 7, 8)).unwrap();
    assert_eq!(
        (note[0].text.as_str(), note[0].sum),
        ("a\n  b", 36),
        "lines of a value stay as they are"
    );
    // A schema of one file has them in a module of that file.
    let _ = small::queries::uses(vec![small::Kind::First], None);
}

#[test]
fn a_renamed_column_keeps_its_old_constant() {
    #[expect(deprecated, reason = "the schema says that it was renamed")]
    let old = small::type_::PATTERN.eq("x");
    let find = small::type_::find().filter(old);
    let step = find.begin().unwrap();
    let sql = step.statement().unwrap().sql.to_string();
    assert!(sql.ends_with(r#"WHERE t0."match" = $1"#), "{sql}");
}

#[test]
fn what_other_tools_know() {
    let place = Place::new();
    let mut db = place.sync();
    let ann = person(&mut db, "ann", Role::Admin).id;
    let put =
        |title: &'static str, score: Option<Decimal>| queries::put_post(ann, "s", title, score);
    let first = db.run(put("It's 100%", None)).unwrap();
    let second = db.run(put("Again", Some(3.into()))).unwrap();
    assert_eq!(
        (first.inserted, second.inserted, first.id),
        (true, false, second.id)
    );
    assert_eq!(
        (second.title.as_str(), second.score),
        ("Again", Some(3.into()))
    );
    let third = post(&mut db, ann, "third").id;

    let after = db.run(queries::after(ann, first.id, 10)).unwrap();
    assert_eq!((after[0].author_id, after[0].id), (ann, third));
    let found = db.run(queries::r#match("AGAIN", None)).unwrap();
    assert_eq!(
        (found.len(), found[0].text.as_str(), &found[0].part),
        (1, ":a:bit's :c", &None)
    );
    let nothing = db.run(queries::r#match("again", Some("none".to_owned())));
    assert!(nothing.unwrap().is_empty());

    let day: Date = "2026-01-01".parse().unwrap();
    let days = db.run(queries::by_day(day, day, ann)).unwrap();
    assert_eq!(
        (days.len(), days[0].day, days[0].posts, &days[0].ids),
        (1, day, 0, &None)
    );
    let best = db
        .run(queries::best_of_each(1, Role::Admin, Role::Member))
        .unwrap();
    assert_eq!(
        (best.len(), best[0].id, best[0].title.as_str()),
        (1, ann, "Again")
    );
}

#[test]
fn together_in_transactions_and_one_by_one() {
    place::on(async |place| {
        let mut db = place.connect().await;
        let ann = db
            .run(user::create(user::NewUser::new("ann@x.io")))
            .await
            .unwrap();
        let transaction = db.begin().await.unwrap();
        for title in ["a", "b", "c"] {
            transaction
                .run(queries::add_post(
                    ann.id,
                    title,
                    title,
                    None,
                    Vec::new(),
                    None,
                ))
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
        let (count, titles) = db
            .join(queries::count_posts(), queries::titles_of(ann.id))
            .await
            .unwrap();
        assert_eq!((count, titles.len()), (3, 3));
        let plans = ["ann@x.io", "nobody"].map(queries::user_by_email);
        let users = db.run_all(plans).await.unwrap();
        assert_eq!(users.iter().flatten().count(), 1);
        let mut rows = db
            .stream(queries::recent_posts(ann.id, PostId(0), 10))
            .await
            .unwrap();
        let mut streamed = Vec::new();
        while let Some(row) = rows.next().await {
            streamed.push(row.unwrap().title);
        }
        assert_eq!(streamed, ["c", "b", "a"]);
        assert!(
            db.explain(queries::titles_of(ann.id))
                .await
                .unwrap()
                .contains("Scan")
        );
    });
}
