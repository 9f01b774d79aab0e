//! Relations in every shape, views that are refreshed, and what a client leaves out.

mod place;

use features_example::relations::{
    Book, Club, Paper, Person, PersonId, book, club, paper, person, prolific, shelf,
};
use icms_client::{Plan as _, Result, SyncDb};
use place::Place;

fn place() -> Place {
    Place::of("relations")
}

fn people(db: &mut SyncDb) -> [PersonId; 3] {
    let rows = db
        .run(person::create_many(
            ["ann", "bob", "cid"].map(person::NewPerson::new),
        ))
        .unwrap();
    [rows[0].id, rows[1].id, rows[2].id]
}

fn names(people: &[Person]) -> String {
    let mut names: Vec<&str> = people.iter().map(|person| &person.name[..1]).collect();
    names.sort_unstable();
    names.concat()
}

#[test]
fn a_model_relates_to_itself_both_ways() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let [ann, bob, cid] = people(db);
    assert_eq!(db.run(person::FRIENDS.connect(ann, [bob, cid]))?, 2);
    assert_eq!(db.run(person::FRIEND_OF.connect(ann, [cid]))?, 1);
    let all = person::find()
        .order_by(person::ID.asc())
        .include((person::FRIENDS, person::FRIEND_OF));
    let all = db.run(all)?;
    let of = |at: usize| (names(&all[at].related.0), names(&all[at].related.1));
    assert_eq!(of(0), ("bc".to_owned(), "c".to_owned()));
    assert_eq!(of(1), (String::new(), "a".to_owned()));
    assert_eq!(of(2), ("a".to_owned(), "a".to_owned()));
    let liked = person::find().filter(person::FRIEND_OF.some(person::NAME.eq("cid")));
    assert_eq!(names(&db.run(liked)?), "a");
    assert_eq!(db.run(person::FRIENDS.disconnect(ann, [bob]))?, 1);
    assert_eq!(db.run(person::FRIENDS.set(cid, [bob]))?, 1);
    let friends = person::find()
        .order_by(person::ID.asc())
        .include(person::FRIENDS);
    let friends: Vec<String> = db
        .run(friends)?
        .iter()
        .map(|row| names(&row.related))
        .collect();
    assert_eq!(friends, ["c", "", "b"]);
    Ok(())
}

#[test]
fn several_relations_to_one_model_are_apart() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let [ann, bob, _] = people(db);
    db.run(paper::create_many([
        paper::NewPaper::new("one", ann).reviewer_id(bob),
        paper::NewPaper::new("two", bob),
    ]))?;
    let papers = db.run(
        paper::find()
            .order_by(paper::ID.asc())
            .include((paper::AUTHOR, paper::REVIEWER)),
    )?;
    assert_eq!(papers[0].related.0.name, "ann");
    assert_eq!(
        papers[0]
            .related
            .1
            .as_ref()
            .map(|person| person.name.as_str()),
        Some("bob")
    );
    assert_eq!(papers[1].related.1, None);
    let titles = |papers: &[Paper]| {
        papers
            .iter()
            .map(|paper| paper.title.clone())
            .collect::<Vec<_>>()
    };
    let bobs = db.run(
        person::by_id(bob)
            .include((person::WRITTEN, person::REVIEWED))
            .required(),
    )?;
    assert_eq!(
        (titles(&bobs.related.0), titles(&bobs.related.1)),
        (vec!["two".into()], vec!["one".into()])
    );
    let reviewed = person::find().filter(person::REVIEWED.exists());
    assert_eq!(names(&db.run(reviewed)?), "b");
    Ok(())
}

#[test]
fn rows_change_whom_they_belong_to() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let [ann, bob, _] = people(db);
    let clubs = db.run(club::create_many(["x", "y", "z"].map(club::NewClub::new)))?;
    let ids: Vec<_> = clubs.iter().map(|club: &Club| club.id).collect();
    assert_eq!(
        db.run(person::LED.connect(ann, club::ID.is_in([ids[0], ids[1]])))?,
        2
    );
    assert_eq!(db.run(person::LED.connect(bob, club::NAME.eq("y")))?, 1);
    let led = |db: &mut SyncDb, id| -> Result<String> {
        let row = db.run(
            person::by_id(id)
                .include(person::LED.order_by(club::NAME.asc()))
                .required(),
        )?;
        Ok(row.related.iter().map(|club| club.name.as_str()).collect())
    };
    assert_eq!(
        (led(db, ann)?, led(db, bob)?),
        ("x".to_owned(), "y".to_owned())
    );
    let both = || club::NAME.is_in(["y", "z"]);
    assert_eq!(db.atomically(person::LED.set(ann, both))?, 3);
    assert_eq!(db.atomically(person::LED.set(ann, both))?, 0);
    assert_eq!(
        (led(db, ann)?, led(db, bob)?),
        ("yz".to_owned(), String::new())
    );
    assert_eq!(db.run(person::LED.disconnect(ann, club::NAME.eq("z")))?, 1);
    assert_eq!(db.run(person::LED.disconnect(bob, club::NAME.eq("y")))?, 0);
    assert_eq!(led(db, ann)?, "y");
    // Beside it, many-to-many with the same model.
    assert_eq!(db.run(club::MEMBERS.connect(ids[0], [ann, bob]))?, 2);
    let member = person::by_id(bob)
        .include((person::CLUBS, person::LED))
        .required();
    let member = db.run(member)?;
    assert_eq!((member.related.0.len(), member.related.1.len()), (1, 0));
    // A new row with what it belongs to and what belongs to it.
    let new = person::create(person::NewPerson::new("dan")).then(move |dan: &Person| {
        let (id, clubs) = (dan.id, person::CLUBS.connect(dan.id, [clubs[1].id]));
        paper::create(paper::NewPaper::new("three", id)).then(move |_| clubs)
    });
    let (dan, (paper, connected)) = db.atomically(new)?;
    assert_eq!((paper.author_id, connected), (dan.id, 1));
    Ok(())
}

#[test]
fn keys_of_two_columns_are_connected() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    db.run(shelf::create_many([
        shelf::NewShelf::new(1, 1),
        shelf::NewShelf::new(1, 2),
    ]))?;
    let books: Vec<Book> = db.run(book::create_many([
        book::NewBook::new(),
        book::NewBook::new().room(1).place(2),
    ]))?;
    assert_eq!(
        db.run(shelf::BOOKS.connect((1, 1), book::ID.eq(books[0].id)))?,
        1
    );
    let shelves = shelf::find()
        .order_by(shelf::PLACE.asc())
        .include((shelf::BOOKS, shelf::BOOKS.count()));
    let shelves = db.run(shelves)?;
    assert_eq!(
        (shelves[0].related.0[0].id, shelves[1].related.1),
        (books[0].id, 1)
    );
    db.atomically(shelf::BOOKS.set((1, 2), || book::ID.eq(books[0].id)))?;
    let shelf = db.run(book::by_id(books[1].id).include(book::SHELF).required())?;
    assert_eq!(shelf.related.as_ref().map(|shelf| shelf.place), None);
    assert_eq!(
        db.run(shelf::BOOKS.disconnect((1, 2), book::ID.eq(books[0].id)))?,
        1
    );
    assert_eq!(
        db.run(book::find().filter(book::SHELF.is_absent()).count())?,
        2
    );
    Ok(())
}

#[test]
fn a_materialized_view_is_refreshed() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let [ann, ..] = people(db);
    db.run(paper::create(paper::NewPaper::new("one", ann)))?;
    assert_eq!(db.run(prolific::find())?, []);
    db.run(prolific::refresh())?;
    assert_eq!(db.run(prolific::by_id(ann.0).required())?.papers, 1);
    db.inner()
        .batch_execute("CREATE UNIQUE INDEX IF NOT EXISTS prolific_id ON \"Prolific\" (id)")
        .unwrap();
    db.run(paper::create(paper::NewPaper::new("two", ann)))?;
    db.run(prolific::refresh().concurrently())?;
    assert_eq!(
        db.run(prolific::find().aggregate(prolific::PAPERS.max()))?,
        Some(2)
    );
    Ok(())
}

#[test]
fn what_is_ignored_or_unsupported_is_left_out() -> Result<()> {
    let place = place();
    let db = &mut place.sync();
    let [ann, ..] = people(db);
    place
        .driver()
        .batch_execute("UPDATE \"Person\" SET secret = 'x', odd = '[1,2)'")
        .unwrap();
    // Neither field exists; both columns keep their values.
    let Person { id, name } = db.run(person::by_id(ann).required())?;
    assert_eq!((id, name.as_str()), (ann, "ann"));
    let kept = icms_client::sql("SELECT count(*) FROM \"Person\" WHERE secret = 'x' AND odd @> 1");
    assert_eq!(db.run(kept.rows::<(i64,)>().first().required())?, (3,));
    Ok(())
}
