//! Pages by what the last row was: every direction, ties, rows without a value, forwards and backwards.

mod place;

use std::cmp::Ordering;

use features_example::db::{Role, SCHEMA, User, everything, post, user};
use icms_client::types::Decimal;
use icms_client::types::chrono::Timestamptz;
use icms_client::{Cursor, CursorKey, Error, Find, Plan as _, Result, SyncDb};
use place::{Place, on};

/// Numbers that look as if nobody had chosen them, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// Rows with many ties, and a third of them without a name.
fn people() -> Vec<user::NewUser> {
    let mut chance = Chance(7);
    let person = |at: usize| {
        let new = user::NewUser::new(format!("{at}@x.io"));
        let new = new.tokens(i32::try_from(chance.below(3)).unwrap());
        match chance.below(6) {
            0 | 1 => new,
            letter => new.name(["a", "b", "c", "d"][letter as usize - 2]),
        }
    };
    (0..40).map(person).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Unsaid,
    First,
    Last,
}

const WAYS: [Way; 2] = [Way::Up, Way::Down];

/// What the order of the server is.
fn compare<T: Ord>(way: Way, null: Null, one: Option<T>, other: Option<T>) -> Ordering {
    let null_first = match (null, way) {
        (Null::First, _) | (Null::Unsaid, Way::Down) => true,
        (Null::Last, _) | (Null::Unsaid, Way::Up) => false,
    };
    match (one, other) {
        (None, None) => Ordering::Equal,
        (Some(one), Some(other)) if way == Way::Up => one.cmp(&other),
        (Some(one), Some(other)) => other.cmp(&one),
        (None, Some(_)) if null_first => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) if null_first => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    }
}

/// Pages of any size, one behind the other from the first on, and one before the other from the last row on.
fn walk<C>(db: &mut SyncDb, whole: &[User], columns: C, place: fn(&User) -> C::Values)
where
    C: Cursor<User> + Copy,
{
    let mut chance = Chance(whole.len() as u64);
    let mut read = Vec::new();
    loop {
        let size = 1 + i64::try_from(chance.below(7)).unwrap();
        let from = read.last().map(place);
        let page = db
            .run(user::find().after_if(columns, from).limit(size))
            .unwrap();
        if page.is_empty() {
            break;
        }
        read.extend(page);
    }
    assert_eq!(read, whole);
    let mut read = vec![whole[whole.len() - 1].clone()];
    loop {
        let size = 1 + i64::try_from(chance.below(7)).unwrap();
        let find = user::find().before(columns, place(&read[0])).limit(size);
        let mut page = db.run(find.reversed()).unwrap();
        if page.is_empty() {
            break;
        }
        page.append(&mut read);
        read = page;
    }
    assert_eq!(read, whole);
}

/// `walk` with columns that differ in type for each direction.
macro_rules! each_way {
    ($way:expr, $column:expr, |$key:ident| $body:expr) => {{
        let $key = match $way {
            Way::Up => $column.asc(),
            Way::Down => $column.desc(),
        };
        $body
    }};
}

fn every_combination(db: &mut SyncDb) {
    let mut rows = db.run(user::create_many(people())).unwrap();
    for (name, null) in WAYS
        .iter()
        .flat_map(|&way| [Null::Unsaid, Null::First, Null::Last].map(|null| (way, null)))
    {
        let by_name = each_way!(name, user::NAME, |key| match null {
            Null::Unsaid => key,
            Null::First => key.nulls_first(),
            Null::Last => key.nulls_last(),
        });
        for (tokens, id) in WAYS.iter().flat_map(|&way| WAYS.map(|id| (way, id))) {
            let by_tokens = each_way!(tokens, user::TOKENS, |key| key);
            let by_id = each_way!(id, user::ID, |key| key);
            let names = |a: &User, b: &User| compare(name, null, a.name.as_ref(), b.name.as_ref());
            let numbers =
                |a: &User, b: &User| compare(tokens, Null::Unsaid, Some(a.tokens), Some(b.tokens));
            let ids = |a: &User, b: &User| compare(id, Null::Unsaid, Some(a.id), Some(b.id));
            rows.sort_by(|a, b| names(a, b).then(numbers(a, b)).then(ids(a, b)));
            walk(db, &rows, (by_name, by_tokens, by_id), |row| {
                (row.name.clone(), row.tokens, row.id)
            });
            rows.sort_by(|a, b| numbers(a, b).then(names(a, b)).then(ids(a, b)));
            walk(db, &rows, (by_tokens, by_name, by_id), |row| {
                (row.tokens, row.name.clone(), row.id)
            });
            rows.sort_by(|a, b| names(a, b).then(ids(a, b)));
            walk(db, &rows, (by_name, by_id), |row| {
                (row.name.clone(), row.id)
            });
            rows.sort_by(ids);
            walk(db, &rows, by_id, |row| row.id);
        }
    }
}

#[test]
fn pages_together_are_the_whole_list() {
    let place = Place::new();
    every_combination(&mut place.sync());
}

#[test]
fn pages_together_are_the_whole_list_without_prepared_statements() {
    let place = Place::new();
    every_combination(&mut SyncDb::unprepared(place.driver(), &SCHEMA).unwrap());
}

#[test]
fn the_asynchronous_driver_pages_too() {
    on(async |place| {
        let db = place.connect().await;
        let rows = db.run(user::create_many(people())).await.unwrap();
        let columns = (
            user::NAME.desc().nulls_last(),
            user::TOKENS,
            user::ID.desc(),
        );
        let (mut read, mut from) = (Vec::new(), None);
        loop {
            let page = user::find().after_if(columns, from).limit(7);
            let page = db.run(page.include(user::POSTS)).await.unwrap();
            let Some(last) = page.last() else { break };
            from = Some((last.name.clone(), last.tokens, last.id));
            read.extend(page.into_iter().map(|with| with.row));
        }
        let mut whole = rows;
        whole.sort_by(|a, b| {
            compare(Way::Down, Null::Last, a.name.as_ref(), b.name.as_ref())
                .then(a.tokens.cmp(&b.tokens))
                .then(b.id.cmp(&a.id))
        });
        assert_eq!(read, whole);
    });
}

#[test]
fn an_order_without_a_key_makes_no_page() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let said = |error: Error| match error {
        Error::PageWithoutKey(keys) => keys.to_string(),
        other => panic!("{other}"),
    };
    let keys = r#"the order of a page of public.posts must hold a key, most often at its end: ("id") or ("author_id", "slug")"#;
    let by_slug = || post::find().after_if(post::SLUG, None);
    assert_eq!(said(db.run(by_slug()).unwrap_err()), keys);
    assert_eq!(said(db.run(by_slug().first()).unwrap_err()), keys);
    assert_eq!(said(db.run(by_slug().select(post::ID)).unwrap_err()), keys);
    assert_eq!(said(db.run(by_slug().count()).unwrap_err()), keys);
    assert_eq!(
        said(db.run(by_slug().include(post::AUTHOR)).unwrap_err()),
        keys
    );
    assert_eq!(said(db.for_each(by_slug(), |_| Ok(())).unwrap_err()), keys);
    let before = post::find().before((post::SCORE.desc(), post::SLUG), (None, "x".to_owned()));
    assert_eq!(said(db.run(before).unwrap_err()), keys);
    // Where a key stands, and which, is up to the order; a key over several columns is one too.
    assert_eq!(
        db.run(post::find().after_if((post::ID, post::SLUG), None))?,
        []
    );
    assert_eq!(
        db.run(post::find().after_if((post::SLUG.desc(), post::AUTHOR_ID), None))?,
        []
    );
    Ok(())
}

fn text(find: Find<User>) -> String {
    let sql = find.begin().unwrap().statement().unwrap().sql.clone();
    sql.split_once(" WHERE ").unwrap().1.to_owned()
}

#[test]
fn an_index_serves_the_pages() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    db.run(user::create_many(people()))?;
    db.inner()
        .batch_execute("CREATE INDEX ON users (tokens, id); CREATE INDEX ON users (tokens DESC, created_at, id DESC); SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off")
        .unwrap();
    let moment: Timestamptz = icms_client::now();
    let same = || user::find().after((user::TOKENS, user::ID), (1, user::UserId(7)));
    assert_eq!(
        text(same()),
        r#"(t0."tokens", t0."id") > ($1, $2) ORDER BY t0."tokens" ASC, t0."id" ASC"#
    );
    let plan = db.explain(same())?;
    assert!(
        plan.contains("Index Cond: (ROW(tokens, id) > ROW("),
        "{plan}"
    );
    let mixed = || {
        let columns = (user::TOKENS.desc(), user::CREATED_AT, user::ID.desc());
        user::find().after(columns, (1, moment, user::UserId(7)))
    };
    assert_eq!(
        text(mixed()),
        r#"(t0."tokens" <= $1 AND (t0."tokens" < $1 OR (t0."created_at" >= $2 AND (t0."created_at" > $2 OR t0."id" < $3)))) ORDER BY t0."tokens" DESC, t0."created_at" ASC, t0."id" DESC"#
    );
    let plan = db.explain(mixed())?;
    assert!(plan.contains("Index Cond: (tokens <= "), "{plan}");
    Ok(())
}

/// The rows behind each row, by one column and the key.
fn pairs<K: CursorKey<everything::Everything> + Copy>(
    db: &mut SyncDb,
    key: K,
    value: fn(&everything::Everything) -> K::Value,
) where
    (
        K,
        icms_client::Column<everything::Everything, everything::EverythingId>,
    ): Cursor<everything::Everything, Values = (K::Value, everything::EverythingId)> + Copy,
{
    let columns = (key, everything::ID);
    let whole = db.run(everything::find().after_if(columns, None)).unwrap();
    for (at, row) in whole.iter().enumerate() {
        let find = everything::find().after(columns, (value(row), row.id));
        assert_eq!(db.run(find).unwrap(), whole[at + 1..]);
        let find = everything::find().before(columns, (value(row), row.id));
        assert_eq!(db.run(find.reversed()).unwrap(), whole[..at]);
    }
}

#[test]
fn types_that_travel_as_text_place_rows_too() -> Result<()> {
    let place = Place::new();
    for mut db in [place.sync(), SyncDb::unprepared(place.driver(), &SCHEMA)?] {
        let zero: icms_client::types::chrono::Timestamp = icms_client::now();
        let new = |number: i64| {
            let (day, time) = (zero.date(), zero.time());
            let new =
                everything::NewEverything::new(0.5, 1.0, true, "abc", vec![], day, time, zero);
            match number {
                0 => new,
                _ => new
                    .money(Decimal::new(number, 0))
                    .address(format!("10.0.0.{number}").parse().unwrap()),
            }
        };
        db.run(everything::create_many([3, 0, 12, 3, 0, 7].map(new)))?;
        pairs(&mut db, everything::MONEY.desc(), |row| row.money);
        pairs(&mut db, everything::MONEY.asc().nulls_first(), |row| {
            row.money
        });
        pairs(&mut db, everything::ADDRESS, |row| row.address);
        pairs(&mut db, everything::ADDRESS.desc().nulls_last(), |row| {
            row.address
        });
        pairs(&mut db, everything::REAL, |row| row.real);
        db.run(everything::delete_many(everything::FLAG.eq(true)))?;
    }
    Ok(())
}

#[test]
fn an_enum_a_page_backwards_and_a_projection() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let new = |name: &str, role| user::NewUser::new(name).role(role);
    let users = db.run(user::create_many([
        new("a", Role::Member),
        new("b", Role::Self_),
        new("c", Role::Admin),
        new("d", Role::Member),
    ]))?;
    // In the order of the type: ADMIN, MEMBER, self.
    let behind = user::find().after((user::ROLE.desc(), user::ID), (Role::Member, users[0].id));
    assert_eq!(db.run(behind.select(user::EMAIL))?, ["d", "c"]);
    let before = || user::find().before((user::ROLE.desc(), user::ID), (Role::Admin, users[2].id));
    assert_eq!(db.run(before().select(user::EMAIL))?, ["d", "a", "b"]);
    assert_eq!(
        db.run(before().reversed().limit(2).select(user::EMAIL))?,
        ["a", "d"]
    );
    // Further conditions and related rows go along; the first page has no place to begin at.
    let posts = post::find()
        .filter(post::TITLE.eq("none"))
        .after_if((post::SCORE.desc(), post::ID), None);
    assert_eq!(db.run(posts.include(post::AUTHOR))?, []);
    Ok(())
}
