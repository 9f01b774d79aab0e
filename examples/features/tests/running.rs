//! Connections: transactions, the asynchronous driver, pools, prepared statements.

mod place;

use std::time::Duration;

use features_example::db::{self, user};
use icms_client::{
    Access, Error, Isolation, Plan as _, PoolManager, SyncPoolManager, TransactionOptions, sql,
};
use place::Place;

fn new(name: &str) -> user::NewUser {
    user::NewUser::new(format!("{name}@x.io"))
}

#[test]
fn transactions_and_savepoints() {
    let place = Place::new();
    let mut db = place.sync();
    let mut transaction = db.begin().unwrap();
    transaction.run(user::create(new("a"))).unwrap();
    let mut savepoint = transaction.savepoint().unwrap();
    savepoint.run(user::create(new("b"))).unwrap();
    savepoint.rollback().unwrap();
    let mut savepoint = transaction.savepoint().unwrap();
    savepoint.run(user::create(new("c"))).unwrap();
    savepoint.commit().unwrap();
    transaction.commit().unwrap();
    drop(db.begin().unwrap().run(user::create(new("d"))).unwrap());
    let mails = db
        .run(user::find().order_by(user::ID.asc()).select(user::EMAIL))
        .unwrap();
    assert_eq!(mails, ["a@x.io", "c@x.io"]);
    let read = TransactionOptions {
        access: Access::ReadOnly,
        ..TransactionOptions::default()
    };
    assert!(matches!(
        db.begin_with(read).unwrap().run(user::create(new("e"))),
        Err(Error::Database(_))
    ));
}

#[test]
fn a_transaction_of_which_a_statement_failed_is_not_said_to_be_kept() {
    let place = Place::new();
    let mut db = place.sync();
    let mut transaction = db.begin().unwrap();
    transaction.run(user::create(new("a"))).unwrap();
    transaction.run(user::create(new("a"))).unwrap_err();
    let error = transaction.commit().unwrap_err();
    assert_eq!(error.refusal().unwrap().sqlstate(), Some("25P02"));
    let swallowed = db.transaction(TransactionOptions::default(), |transaction| {
        transaction.run(user::create(new("b")))?;
        let mut savepoint = transaction.savepoint()?;
        let _ = savepoint.run(user::create(new("c").tokens(-1)));
        let _ = savepoint.commit();
        Ok(())
    });
    assert!(matches!(swallowed, Err(Error::Database(_))));
    assert_eq!(db.run(user::find().count()).unwrap(), 0);

    // What undoes it is forgiven, and so is what the server never refused.
    let mut transaction = db.begin().unwrap();
    transaction.run(user::create(new("a"))).unwrap();
    let mut savepoint = transaction.savepoint().unwrap();
    let refused = savepoint.run(user::create(new("a")));
    assert!(matches!(refused, Err(Error::Unique { .. })));
    savepoint.rollback().unwrap();
    let none = transaction.run(user::by_email("nobody").required());
    assert!(matches!(none, Err(Error::NotFound)));
    transaction.commit().unwrap();
    assert_eq!(db.run(user::find().count()).unwrap(), 1);
}

#[test]
fn an_asynchronous_transaction_of_which_a_statement_failed_is_not_said_to_be_kept() {
    place::on(async |place| {
        let mut db = place.connect().await;
        let transaction = db.begin().await.unwrap();
        transaction.run(user::create(new("a"))).await.unwrap();
        let both = [new("b"), new("a")].map(user::create);
        transaction.run_all(both).await.unwrap_err();
        let error = transaction.commit().await.unwrap_err();
        assert_eq!(error.refusal().unwrap().sqlstate(), Some("25P02"));
        let swallowed = db.transaction(TransactionOptions::default(), |transaction| {
            Box::pin(async move {
                transaction.run(user::create(new("b"))).await?;
                let savepoint = transaction.savepoint().await?;
                let _ = savepoint.run(user::create(new("c").tokens(-1))).await;
                let _ = savepoint.commit().await;
                Ok(())
            })
        });
        assert!(matches!(swallowed.await, Err(Error::Database(_))));
        let transaction = db.begin().await.unwrap();
        let broken = sql("SELECT 1 / (2 - generate_series(1, 3))").rows::<(i32,)>();
        let mut rows = transaction.stream(broken).await.unwrap();
        while let Some(Ok(_)) = rows.next().await {}
        transaction.commit().await.unwrap_err();
        assert_eq!(db.run(user::find().count()).await.unwrap(), 0);

        let mut transaction = db.begin().await.unwrap();
        transaction.run(user::create(new("a"))).await.unwrap();
        let savepoint = transaction.savepoint().await.unwrap();
        let refused = savepoint.run(user::create(new("a"))).await;
        assert!(matches!(refused, Err(Error::Unique { .. })));
        savepoint.rollback().await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(db.run(user::find().count()).await.unwrap(), 1);
    });
}

/// What makes every prepared statement useless, or one that reads users.
const USELESS: [&str; 3] = [
    "DEALLOCATE ALL",
    "ALTER TABLE users ALTER name TYPE varchar(70)",
    "DISCARD ALL",
];

#[test]
fn rows_one_by_one_are_prepared_again_too() {
    let place = Place::new();
    let mut db = place.sync();
    db.run(user::create(new("a"))).unwrap();
    db.explain(user::find()).unwrap();
    for useless in USELESS {
        let mut seen = Vec::new();
        db.for_each(user::find(), |_| Ok(())).unwrap();
        db.inner().batch_execute(useless).unwrap();
        let each = |row: db::User| {
            seen.push(row.email);
            Ok(())
        };
        db.for_each(user::find(), each).unwrap();
        assert_eq!(seen, ["a@x.io"]);
        db.explain(user::find()).unwrap();
    }
    place::on(async |place| {
        let db = place.connect().await;
        db.run(user::create(new("a"))).await.unwrap();
        for useless in USELESS {
            drop(db.stream(user::find()).await.unwrap());
            db.explain(user::find()).await.unwrap();
            db.inner().batch_execute(useless).await.unwrap();
            let mut rows = db.stream(user::find()).await.unwrap();
            assert_eq!(rows.next().await.unwrap().unwrap().email, "a@x.io");
            drop(rows);
            db.explain(user::find()).await.unwrap();
        }
    });
}

#[test]
fn a_transaction_that_was_idle_for_too_long_has_lost_its_connection() {
    let place = Place::new();
    let mut db = place.sync();
    let patience = "SET idle_in_transaction_session_timeout = '20ms'";
    db.inner().batch_execute(patience).unwrap();
    let mut transaction = db.begin().unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let error = transaction.run(user::find().count()).unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    let error = transaction.commit().unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
}

#[derive(Debug, PartialEq)]
struct Pair {
    first: i32,
}
icms_client::composite!(Pair, "pair", { first: i32 => "first" });

#[test]
fn pools_learn_types_that_a_migration_changed() {
    let place = Place::new();
    let migrate = |sql: &str| place.driver().batch_execute(sql).unwrap();
    migrate("CREATE TYPE pair AS (first integer); CREATE TABLE pairs (pair pair)");
    let manager = SyncPoolManager::new(place.database.reveal().parse().unwrap(), postgres::NoTls);
    let pool = icms_client::SyncPool::builder().max_size(1);
    let pool = pool.build(manager).unwrap();
    let add = || sql("INSERT INTO pairs VALUES ($1)").bind(Pair { first: 1 });
    let all = || sql("SELECT pair FROM pairs").rows::<(Pair,)>();
    pool.get().unwrap().run(add()).unwrap();
    assert_eq!(pool.get().unwrap().run(all()).unwrap().len(), 1);
    for (at, name) in ["second", "third"].into_iter().enumerate() {
        migrate(&format!("ALTER TYPE pair ADD ATTRIBUTE {name} text"));
        match at {
            0 => drop(pool.get().unwrap().run(add()).unwrap_err()),
            _ => drop(pool.get().unwrap().run(all()).unwrap_err()),
        }
        assert_eq!(pool.get().unwrap().run(add()).unwrap(), 1);
        let rows = pool.get().unwrap().run(all()).unwrap();
        assert_eq!(rows.last(), Some(&(Pair { first: 1 },)));
    }
}

#[test]
fn a_transaction_runs_as_the_session_is_set_unless_it_says_how() {
    let place = Place::new();
    let mut driver = place.driver();
    let setting = "SET default_transaction_isolation = 'serializable'";
    driver.batch_execute(setting).unwrap();
    let mut db = icms_client::SyncDb::new(driver);
    let mut level = |options| {
        let show = sql("SELECT current_setting('transaction_isolation')");
        let mut transaction = db.begin_with(options).unwrap();
        let rows = transaction.run(show.rows::<(String,)>()).unwrap();
        rows.into_iter().next().unwrap().0
    };
    assert_eq!(level(TransactionOptions::default()), "serializable");
    let committed = TransactionOptions::isolation(Isolation::ReadCommitted);
    assert_eq!(level(committed), "read committed");
}

#[test]
fn a_transaction_runs_again_when_another_is_in_the_way() {
    let place = Place::new();
    let (mut db, mut other) = (place.sync(), place.sync());
    let id = db.run(user::create(new("a"))).unwrap().id;
    let mut runs = 0;
    let options = TransactionOptions::isolation(Isolation::RepeatableRead);
    let tokens = db.transaction(options, |transaction| {
        runs += 1;
        let seen = transaction.run(user::by_id(id))?.ok_or(Error::NotFound)?;
        if runs == 1 {
            other.run(user::update(id, user::UserPatch::default().tokens(10)))?;
        }
        let patch = user::UserPatch::default().tokens(seen.tokens + 1);
        Ok(transaction
            .run(user::update(id, patch))?
            .ok_or(Error::NotFound)?
            .tokens)
    });
    assert_eq!((tokens.unwrap(), runs), (11, 2));
}

#[test]
fn a_transaction_that_fails_or_panics_keeps_nothing() {
    let place = Place::new();
    let mut db = place.sync();
    let options = TransactionOptions::default();
    let refused = db.transaction(options, |transaction| {
        transaction.run(user::create(new("a")))?;
        Err::<(), _>(Error::NotFound)
    });
    assert!(matches!(refused, Err(Error::NotFound)));
    let panics = std::panic::AssertUnwindSafe(|| {
        db.transaction(options, |transaction| -> icms_client::Result<()> {
            transaction.run(user::create(new("b")))?;
            panic!("as it was told to")
        })
    });
    assert!(std::panic::catch_unwind(panics).is_err());
    // The connection is of use all the same.
    db.run(user::create(new("c"))).unwrap();
    let mails = place.sync().run(user::find().select(user::EMAIL));
    assert_eq!(mails.unwrap(), ["c@x.io"]);
}

#[test]
fn statements_are_prepared_once_and_again_after_a_migration() {
    let place = Place::new();
    let (mut db, mut other) = (place.sync(), place.driver());
    let id = db.run(user::create(new("a"))).unwrap().id;
    let before = db.cached_statements();
    for _ in 0..5 {
        db.run(user::by_id(id)).unwrap();
    }
    assert_eq!(db.cached_statements(), before + 1);
    let star = || sql("SELECT * FROM \"order\"").rows::<(i64, String)>();
    db.run(star()).unwrap();
    other
        .batch_execute("ALTER TABLE \"order\" ADD COLUMN more int")
        .unwrap();
    // `cached plan must not change result type`
    db.run(star()).unwrap();
    db.inner().batch_execute("DEALLOCATE ALL").unwrap();
    db.run(user::by_id(id)).unwrap();
    // A fresh cache keeps no more than it was told to.
    let mut small = icms_client::SyncDb::with_cache(place.driver(), 2);
    for limit in 1..5 {
        small
            .run(sql(format!("SELECT {limit}")).rows::<(i32,)>())
            .unwrap();
    }
    assert_eq!(small.cached_statements(), 2);
}

#[test]
fn the_asynchronous_driver_does_the_same() {
    place::on(async |place| {
        let mut db = place.connect().await;
        let ann = db.run(user::create(new("ann"))).await.unwrap();
        assert_eq!(db.run(user::by_id(ann.id)).await.unwrap().unwrap(), ann);
        let posts = |user: &db::User| {
            let id = user.id;
            db::post::create_many(["a", "b"].map(|slug| db::post::NewPost::new(id, slug, slug)))
        };
        let (bob, posts) = db
            .atomically(user::create(new("bob")).then(posts))
            .await
            .unwrap();
        let all = db
            .run(
                user::find()
                    .order_by(user::ID.asc())
                    .include(user::POSTS.include(db::post::TAGS)),
            )
            .await;
        assert_eq!(all.unwrap()[1].related.len(), posts.len());
        let (one, count) = db
            .join(user::by_id(bob.id), user::find().count())
            .await
            .unwrap();
        assert_eq!((one.unwrap().id, count), (bob.id, 2));
        let many = db
            .run_all((0..200).map(|at| user::create(new(&at.to_string()))))
            .await
            .unwrap();
        assert_eq!((many.len(), many[7].email.as_str()), (200, "7@x.io"));
        assert!(
            db.run_all([user::create(new("x")), user::create(new("ann"))])
                .await
                .is_err()
        );
        assert_eq!(
            db.run(user::copy((300..400).map(|at| new(&at.to_string()))))
                .await
                .unwrap(),
            100
        );

        let mut stream = db
            .stream(user::find().order_by(user::ID.asc()).limit(3))
            .await
            .unwrap();
        let mut mails = Vec::new();
        while let Some(user) = stream.next().await {
            mails.push(user.unwrap().email);
        }
        assert_eq!(mails, ["ann@x.io", "bob@x.io", "0@x.io"]);
        assert!(db.explain(user::find()).await.unwrap().contains("users"));

        let mut transaction = db.begin().await.unwrap();
        transaction.run(user::create(new("t"))).await.unwrap();
        let savepoint = transaction.savepoint().await.unwrap();
        savepoint.run(user::create(new("u"))).await.unwrap();
        savepoint.rollback().await.unwrap();
        transaction
            .run_all([user::create(new("v")), user::create(new("w"))])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let found = |mail: &str| user::find().filter(user::EMAIL.eq(mail)).count();
        assert_eq!(
            db.join(found("t@x.io"), found("u@x.io")).await.unwrap(),
            (1, 0)
        );

        db.run(sql("SELECT * FROM \"order\"").rows::<(i64, String)>())
            .await
            .unwrap();
        let other = place.connect().await;
        other
            .inner()
            .batch_execute("ALTER TABLE \"order\" ADD COLUMN more int")
            .await
            .unwrap();
        db.run(sql("SELECT * FROM \"order\"").rows::<(i64, String)>())
            .await
            .unwrap();
    });
}

#[test]
fn pools_lend_connections() {
    place::on(async |place| {
        let config: tokio_postgres::Config = place.database.reveal().parse().unwrap();
        let manager = PoolManager::new(config, tokio_postgres::NoTls);
        let pool = icms_client::Pool::builder(manager)
            .max_size(2)
            .build()
            .unwrap();
        let (first, second) = (pool.get().await.unwrap(), pool.get().await.unwrap());
        first.run(user::create(new("a"))).await.unwrap();
        assert_eq!(second.run(user::find().count()).await.unwrap(), 1);
        drop(first);
        assert!(pool.get().await.unwrap().cached_statements() > 0);
    });
}

#[test]
fn blocking_pools_lend_connections() {
    let place = Place::new();
    let config: postgres::Config = place.database.reveal().parse().unwrap();
    let manager = SyncPoolManager::new(config, postgres::NoTls);
    let pool = icms_client::SyncPool::builder()
        .max_size(1)
        .connection_timeout(Duration::from_secs(2));
    let pool = pool.build(manager).unwrap();
    pool.get().unwrap().run(user::create(new("a"))).unwrap();
    let mut lent = pool.get().unwrap();
    assert_eq!(lent.run(user::find().count()).unwrap(), 1);
    let refused: Error = pool.get().map(|_| ()).unwrap_err().into();
    assert!(matches!(refused, Error::Pool(_)));
}

#[test]
fn values_that_a_newer_release_wrote_are_kept() {
    use features_example::lenient::{Stage, page};

    let place = Place::new();
    let mut db = place.sync();
    let script = "CREATE TYPE \"Stage\" AS ENUM ('DRAFT', 'DONE', 'LATER');
        CREATE TABLE \"Page\" (id serial PRIMARY KEY, stage \"Stage\" NOT NULL DEFAULT 'DRAFT')";
    db.inner().batch_execute(script).unwrap();
    let later = Stage::Other("LATER".into());
    let new = page::NewPage::new().stage(later.clone());
    assert_eq!(db.run(page::create(new)).unwrap().stage, later);
}
