//! Whether the database is what the client was made for: every difference, in every mode, with both drivers.

mod place;

use features_example::db;
use features_example::lenient;
use icms_client::{Drift, Error, OnDrift, Result, SyncDb};
use place::{Place, on};

/// What happens to the database, and how the client differs from it then.
const DIFFERENCES: &[(&str, &[&str])] = &[
    (
        "DROP TABLE audit.entries",
        &["audit.entries does not exist"],
    ),
    (
        "ALTER TABLE users RENAME TO people",
        &["public.users does not exist"],
    ),
    ("DROP VIEW members", &["public.members does not exist"]),
    (
        "ALTER TABLE posts DROP COLUMN body",
        &["public.posts.body does not exist"],
    ),
    (
        "ALTER TABLE posts RENAME COLUMN body TO text",
        &["public.posts.body does not exist"],
    ),
    (
        "ALTER TABLE users ALTER COLUMN tokens TYPE bigint",
        &["public.users.tokens is bigint, the client expects integer"],
    ),
    (
        "ALTER TABLE posts ALTER COLUMN title DROP NOT NULL",
        &["public.posts.title can be NULL, the client does not expect it"],
    ),
    (
        "ALTER TABLE posts ALTER COLUMN body SET NOT NULL",
        &["public.posts.body refuses NULL, the client may write it"],
    ),
    (
        "ALTER TABLE users ADD COLUMN needed int NOT NULL",
        &["public.users.needed needs a value that the client does not give"],
    ),
    (
        "ALTER TYPE \"Role\" ADD VALUE 'GUEST'",
        &["enum public.Role has GUEST, unknown to the client"],
    ),
    (
        "ALTER TYPE \"Role\" RENAME VALUE 'ADMIN' TO 'BOSS'",
        &[
            "enum public.Role has BOSS, unknown to the client",
            "enum public.Role lacks ADMIN",
        ],
    ),
    (
        "ALTER TYPE \"Role\" RENAME TO \"Rank\"",
        &[
            "public.users.role is public.\"Rank\", the client expects public.\"Role\"",
            "public.everything.roles is public.\"Rank\"[], the client expects public.\"Role\"[]",
            "enum public.Role does not exist",
        ],
    ),
];

/// What happens to the database and does not concern the client.
const ADDITIONS: &[&str] = &[
    "ALTER TABLE posts ADD COLUMN extra text",
    "ALTER TABLE posts ADD COLUMN extra int NOT NULL DEFAULT 1",
    "ALTER TABLE posts ADD COLUMN extra int GENERATED ALWAYS AS IDENTITY",
    "ALTER TABLE posts ALTER COLUMN slug TYPE varchar(300)",
    "ALTER TABLE users ALTER COLUMN name TYPE varchar(40)",
    "CREATE TABLE extra (id int NOT NULL)",
    "CREATE TYPE extra AS ENUM ('A')",
    "CREATE INDEX ON posts (title)",
    "ALTER TABLE users DROP CONSTRAINT users_tokens_positive",
];

fn shown(drift: &[Drift]) -> Vec<String> {
    drift.iter().map(Drift::to_string).collect()
}

/// Makes a change, asks, and takes the change back.
fn during<T>(db: &mut SyncDb, change: &str, ask: impl FnOnce(&mut SyncDb) -> T) -> T {
    db.inner()
        .batch_execute(&format!("BEGIN; {change}"))
        .unwrap();
    let answer = ask(db);
    db.inner().batch_execute("ROLLBACK").unwrap();
    answer
}

#[test]
fn differences_are_returned_or_an_error() {
    let place = Place::new();
    let mut db = place.sync();
    for (change, expected) in DIFFERENCES {
        let [warned, failed, ignored] = [OnDrift::Warn, OnDrift::Fail, OnDrift::Ignore]
            .map(|on| during(&mut db, change, |db| db.check_schema(&db::SCHEMA, on)));
        assert_eq!(shown(&warned.unwrap()), *expected, "{change}");
        assert_refused(failed, expected);
        assert_eq!(ignored.unwrap(), [], "{change}");
    }
    assert_eq!(db.check_schema(&db::SCHEMA, OnDrift::Fail).unwrap(), []);
}

#[test]
fn the_asynchronous_driver_says_the_same() {
    on(async |place| {
        let db = place.connect().await;
        for (change, expected) in DIFFERENCES {
            db.inner()
                .batch_execute(&format!("BEGIN; {change}"))
                .await
                .unwrap();
            let check = async |on| db.check_schema(&db::SCHEMA, on).await;
            assert_eq!(
                shown(&check(OnDrift::Warn).await.unwrap()),
                *expected,
                "{change}"
            );
            assert_refused(check(OnDrift::Fail).await, expected);
            assert_eq!(check(OnDrift::Ignore).await.unwrap(), [], "{change}");
            db.inner().batch_execute("ROLLBACK").await.unwrap();
        }
        let checked = db.check_schema(&db::SCHEMA, OnDrift::Fail).await;
        assert_eq!(checked.unwrap(), []);
    });
}

/// The error says what differs.
fn assert_refused(checked: Result<Vec<Drift>>, expected: &[&str]) {
    let error = checked.unwrap_err();
    for difference in expected {
        assert!(error.to_string().contains(difference), "{error}");
    }
    assert!(matches!(error, Error::Drift(drift) if shown(&drift) == expected));
}

#[test]
fn what_was_added_is_no_difference() {
    let place = Place::new();
    let mut db = place.sync();
    for change in ADDITIONS {
        let checked = during(&mut db, change, |db| {
            db.check_schema(&db::SCHEMA, OnDrift::Fail)
        });
        assert_eq!(checked.unwrap(), [], "{change}");
    }
}

#[test]
fn nothing_is_asked_when_nobody_looks() {
    let place = Place::new();
    let mut db = place.sync();
    // Every statement is refused here.
    db.inner().batch_execute("BEGIN").unwrap();
    db.inner().batch_execute("SELECT 1 / 0").unwrap_err();
    assert!(db.check_schema(&db::SCHEMA, OnDrift::Warn).is_err());
    assert_eq!(db.check_schema(&db::SCHEMA, OnDrift::Ignore).unwrap(), []);
}

#[test]
fn values_that_the_client_keeps_are_no_difference() {
    let place = Place::of("unknown_values");
    let mut db = place.sync();
    let mut check = |change| {
        let drift = during(&mut db, change, |db| {
            db.check_schema(&lenient::SCHEMA, OnDrift::Warn)
        });
        shown(&drift.unwrap())
    };
    assert_eq!(
        check("ALTER TYPE \"Stage\" ADD VALUE 'LATER'"),
        Vec::<String>::new()
    );
    assert_eq!(
        check("ALTER TYPE \"Stage\" RENAME VALUE 'DONE' TO 'OVER'"),
        ["enum public.Stage lacks DONE"]
    );
}
