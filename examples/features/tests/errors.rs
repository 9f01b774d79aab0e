//! Errors: one kind for each thing that a program can do about it, and never a value of a row.

mod place;

use features_example::db::{self, UserId, post, profile, user};
use icms_client::types::{Buffer, ConversionError, FromSql, IsNull, ToSql, Type, to_sql_checked};
use icms_client::{Condition, Error, SyncDb, sql};
use place::Place;

/// A text that must not be shown.
const SECRET: &str = "hunter2";

fn refused(db: &mut SyncDb, text: &'static str) -> Error {
    db.run(sql(text)).unwrap_err()
}

fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text.push_str(&format!(" {error} {error:?}"));
        source = error.source();
    }
    text
}

#[test]
fn every_kind_of_refusal_has_its_own_error() {
    let place = Place::new();
    let db = &mut place.sync();
    let other = &mut place.sync();
    let ann = db
        .run(user::create(user::NewUser::new("ann@x.io")))
        .unwrap();
    db.run(profile::create(profile::NewProfile::new(ann.id, "x")))
        .unwrap();
    assert!(matches!(
        db.run(profile::create(profile::NewProfile::new(ann.id, "x"))),
        Err(Error::Unique { constraint }) if constraint == profile::constraint::PKEY
    ));
    assert!(matches!(
        db.run(post::create(post::NewPost::new(UserId(0), "a", "A"))),
        Err(Error::ForeignKey { constraint }) if constraint == post::constraint::AUTHOR_ID_FKEY
    ));
    db.run(post::create(post::NewPost::new(ann.id, "a", "A")))
        .unwrap();
    // Rows that refer to this one.
    assert!(matches!(
        db.run(user::delete(ann.id)),
        Err(Error::ForeignKey { .. })
    ));
    assert!(matches!(
        refused(db, "UPDATE users SET tokens = -1"),
        Error::Check { .. }
    ));
    assert!(matches!(
        refused(db, "INSERT INTO users (email) VALUES (NULL)"),
        Error::NotNull { column } if column == "email"
    ));
    let exclusive = "CREATE TABLE bookings (during int4range, EXCLUDE USING gist (during WITH &&))";
    db.run(sql(exclusive)).unwrap();
    db.run(sql("INSERT INTO bookings VALUES ('[1,5)')"))
        .unwrap();
    assert!(matches!(
        refused(db, "INSERT INTO bookings VALUES ('[2,3)')"),
        Error::Exclusion { constraint } if constraint == "bookings_during_excl"
    ));
    for text in [
        "SELECT 'x'::int",
        "SELECT 1 / 0",
        "SELECT 100000::smallint",
        "SELECT '2026-13-01'::date",
        "UPDATE users SET email = repeat('x', 300)",
    ] {
        assert!(
            matches!(refused(db, text), Error::InvalidValue(_)),
            "{text}"
        );
    }
    for text in [
        "SELECT * FROM nothing",
        "SELECT nothing FROM users",
        "SELECT nothing()",
        "SELECT NULL::vector",
        "SELECT * FROM nowhere.users",
    ] {
        let error = refused(db, text);
        assert!(matches!(error, Error::Undefined(_)), "{text}");
        assert!(error.to_string().contains("extension missing"), "{error}");
    }
    assert!(matches!(
        refused(db, "DO $$ BEGIN RAISE EXCEPTION 'no'; END $$"),
        Error::Raised(_)
    ));
    db.run(sql("SET statement_timeout = 20")).unwrap();
    assert!(matches!(
        refused(db, "SELECT pg_sleep(5)"),
        Error::Cancelled(_)
    ));
    db.run(sql("RESET statement_timeout")).unwrap();
    db.run(sql("CREATE ROLE nobody")).unwrap();
    db.run(sql("SET ROLE nobody")).unwrap();
    assert!(matches!(
        refused(db, "SELECT * FROM users"),
        Error::Denied(_)
    ));
    db.run(sql("RESET ROLE")).unwrap();
    let mut transaction = other.begin().unwrap();
    transaction
        .run(user::find().filter(user::ID.eq(ann.id)).for_update())
        .unwrap();
    let waiting = user::find().for_update_nowait();
    assert!(matches!(db.run(waiting), Err(Error::Locked(_))));
    let others = user::find().for_update_skip_locked();
    assert_eq!(db.run(others).unwrap(), []);
    let keys = user::find().for_no_key_update();
    transaction.run(keys).unwrap();
    transaction.rollback().unwrap();
    // Who only looks is in nobody's way but that of those who write.
    let mut transaction = other.begin().unwrap();
    transaction.run(user::find().for_share()).unwrap();
    assert_eq!(db.run(user::find().for_share()).unwrap().len(), 1);
    let waiting = db.run(user::find().for_update_nowait()).unwrap_err();
    assert!(matches!(waiting, Error::Locked(_)) && !waiting.is_retryable());
    transaction.rollback().unwrap();
    let error = refused(db, "SELECT pg_terminate_backend(pg_backend_pid())");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    assert!(matches!(refused(db, "SELECT 1"), Error::Connection(_)));
}

#[test]
fn no_error_shows_a_value() {
    let place = Place::new();
    let db = &mut place.sync();
    let new = |email: &str| user::create(user::NewUser::new(email));
    db.run(new(SECRET)).unwrap();
    let mut errors = vec![db.run(new(SECRET)).unwrap_err()];
    let bad = user::NewUser::new("a@x.io").backup(SECRET.into());
    errors.push(db.run(user::create(bad)).unwrap_err());
    errors.push(refused(db, "SELECT 'hunter2'::int"));
    errors.push(refused(db, "SELECT ('20' || email)::date FROM users"));
    errors.push(refused(
        db,
        "INSERT INTO users (email, tokens) VALUES ('hunter2x', -1)",
    ));
    errors.push(refused(
        db,
        "INSERT INTO users (email, updated_at, tokens) VALUES ('hunter2y', now(), NULL)",
    ));
    errors.push(refused(
        db,
        "DO $$ BEGIN RAISE EXCEPTION '% is wrong', 'hunter2'; END $$",
    ));
    errors.push(refused(
        db,
        "SELECT 1 / length(email) - length(email) FROM users WHERE 'hunter2'::jsonb IS NULL",
    ));
    let text = sql("SELECT email FROM users").rows::<(i64,)>();
    errors.push(db.run(text).unwrap_err());
    for error in &errors {
        let text = shown(error);
        assert!(!text.contains(SECRET), "{text}");
    }
    // Whoever must know can ask.
    let raised = errors[2].refusal().unwrap();
    assert_eq!(raised.sqlstate(), Some("22P02"));
    assert!(
        raised
            .reveal()
            .as_db_error()
            .unwrap()
            .message()
            .contains(SECRET)
    );
    // Neither does a statement show what it is sent with.
    let step = icms_client::Plan::begin(user::find().filter(user::EMAIL.eq(SECRET))).unwrap();
    assert!(!format!("{step:?}").contains(SECRET), "{step:?}");
    // A password stands in no error of a pool.
    let url = "postgres://ann:hunter2@127.0.0.1:1/x";
    let manager = icms_client::SyncPoolManager::new(url.parse().unwrap(), postgres::NoTls);
    let pool = icms_client::SyncPool::builder()
        .connection_timeout(std::time::Duration::from_millis(300))
        .build_unchecked(manager);
    let error: Error = pool.get().map(|_| ()).unwrap_err().into();
    assert!(!shown(&error).contains(SECRET), "{error:?}");
}

/// A type that tells too much.
#[derive(Debug)]
struct Talkative(String);

impl<'a> FromSql<'a> for Talkative {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        Err(format!("{} is no good", String::from_sql(of, raw)?).into())
    }

    fn accepts(of: &Type) -> bool {
        <String as FromSql>::accepts(of)
    }
}

impl ToSql for Talkative {
    fn to_sql(&self, _: &Type, _: &mut Buffer) -> Result<IsNull, ConversionError> {
        Err(format!("{} is no good", self.0).into())
    }

    fn accepts(of: &Type) -> bool {
        <String as ToSql>::accepts(of)
    }

    to_sql_checked!();
}

#[test]
fn no_conversion_shows_a_value() {
    let place = Place::new();
    let db = &mut place.sync();
    let talks = || Talkative(SECRET.to_owned());
    let read = || sql(format!("SELECT '{SECRET}'::text")).rows::<(Talkative,)>();
    let sent = || sql("SELECT $1::text").bind(talks()).rows::<(String,)>();
    let mut errors = vec![
        db.run(read()).unwrap_err(),
        db.run(sent()).unwrap_err(),
        Error::from(ConversionError::from(SECRET)),
    ];
    let hidden = "it does not fit its type";
    assert!(errors.iter().all(|error| shown(error).contains(hidden)));
    let refusal = errors[0].refusal().unwrap().reveal();
    let why = std::error::Error::source(refusal).unwrap();
    assert_eq!(why.to_string(), "hunter2 is no good");
    let Error::Encode(conversion) = &errors[2] else {
        panic!("{errors:?}")
    };
    assert_eq!(conversion.reveal().to_string(), SECRET);
    // A label that a newer release wrote is a value too.
    let mut driver = place.driver();
    driver
        .batch_execute("ALTER TYPE \"Role\" ADD VALUE 'hunter2'")
        .unwrap();
    driver
        .batch_execute("INSERT INTO users (email, role, updated_at) VALUES ('a', 'hunter2', now())")
        .unwrap();
    let error = db.run(user::find()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("Role has a label that the client does not know"),
        "{error}"
    );
    errors.push(error);
    // Pieces of a password in a URL that is none.
    let broken = "host=x password=a hunter2=b".parse::<postgres::Config>();
    errors.push(Error::from(broken.unwrap_err()));
    for error in &errors {
        assert!(!shown(error).contains(SECRET), "{error} {error:?}");
    }
    // What holds no value is still said.
    let wrong = sql("SELECT 1::bigint").rows::<(String,)>();
    let error = db.run(wrong).unwrap_err().to_string();
    assert!(error.contains("type `int8`"), "{error}");
    let infinite =
        sql("SELECT 'infinity'::timestamptz").rows::<(icms_client::types::chrono::Timestamptz,)>();
    let error = db.run(infinite).unwrap_err().to_string();
    assert!(error.contains("value too large to decode"), "{error}");
    place::on(async |place| {
        let db = place.connect().await;
        for error in [
            db.run(read()).await.unwrap_err(),
            db.run(sent()).await.unwrap_err(),
        ] {
            let text = shown(&error);
            assert!(text.contains(hidden) && !text.contains(SECRET), "{text}");
        }
    });
}

#[test]
fn more_values_than_the_protocol_counts_are_refused() {
    let place = Place::new();
    let mut prepared = place.sync();
    let mut unprepared = SyncDb::unprepared(place.driver(), &db::SCHEMA).unwrap();
    let any = |number: i32| (0..number).map(|at| user::TOKENS.eq(at));
    let any = |number| user::find().filter(any(number).reduce(Condition::or).unwrap());
    for db in [&mut prepared, &mut unprepared] {
        assert_eq!(db.run(any(65_535)).unwrap(), []);
        for number in [65_536, 131_072] {
            assert!(matches!(db.run(any(number)), Err(Error::TooLarge)));
        }
        assert!(matches!(
            db.for_each(any(65_536), |_| Ok(())),
            Err(Error::TooLarge)
        ));
        let ids = (0..100_000).map(UserId);
        assert_eq!(
            db.run(user::find().filter(user::ID.is_in(ids))).unwrap(),
            []
        );
    }
    place::on(async |place| {
        let db = place.connect().await;
        assert!(matches!(db.run(any(65_536)).await, Err(Error::TooLarge)));
        assert!(matches!(db.stream(any(65_536)).await, Err(Error::TooLarge)));
        assert!(matches!(
            db.run_all([any(65_536)]).await,
            Err(Error::TooLarge)
        ));
        assert_eq!(db.run(user::find().count()).await.unwrap(), 0);
    });
}
