//! Work that moves between threads: what a runtime can spawn, transactions in tasks, and those that come to no good end.

mod place;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use features_example::db::{self, UserId, post, user};
use icms_client::{
    Db, Error, Isolation, OnDrift, PoolManager, Result, Transaction, TransactionOptions, sql,
};
use place::{Place, on_threads};
use tokio::sync::{Barrier, Notify};
use tokio_postgres::NoTls;

type Pool = icms_client::Pool<NoTls>;

fn new(name: &str) -> user::NewUser {
    user::NewUser::new(format!("{name}@x.io"))
}

fn pool(place: &Place, connections: usize) -> Pool {
    let config: tokio_postgres::Config = place.database.reveal().parse().unwrap();
    let pool = Pool::builder(PoolManager::new(config, NoTls).unprepared(&db::SCHEMA));
    pool.max_size(connections).build().unwrap()
}

async fn add_tokens(tx: &Transaction<'_>, id: UserId, tokens: i32) -> Result<()> {
    let none = user::UserPatch::default();
    let update = user::update(id, none).also(user::TOKENS.increment(tokens));
    tx.run(update).await.map(drop)
}

/// Only what can move between threads.
fn sent<T: Send>(future: T) -> T {
    future
}

#[test]
fn every_future_can_move_between_threads() {
    on_threads(async |place| {
        let pool = pool(place, 2);
        let mut db = sent(pool.get()).await.unwrap();
        sent(db.run(user::copy([new("ann"), new("bob")])))
            .await
            .unwrap();
        let related = || user::find().include(user::POSTS.include(post::TAGS));
        sent(db.run(related())).await.unwrap();
        sent(db.join(related(), user::find().count()))
            .await
            .unwrap();
        let mails = ["ann@x.io", "bob@x.io"].map(str::to_owned);
        let borrowed = mails.iter().map(user::by_email);
        sent(db.run_all(borrowed)).await.unwrap();
        let mut rows = sent(db.stream(user::find())).await.unwrap();
        sent(rows.next()).await.unwrap().unwrap();
        drop(rows);
        sent(db.explain(user::find())).await.unwrap();
        sent(db.check_schema(&db::SCHEMA, OnDrift::Fail))
            .await
            .unwrap();
        sent(db.atomically(user::create(new("cid")))).await.unwrap();

        let mut tx = sent(db.begin()).await.unwrap();
        sent(tx.run(user::create(new("dan")))).await.unwrap();
        sent(tx.run_all([user::by_email("dan@x.io")]))
            .await
            .unwrap();
        let mut rows = sent(tx.stream(user::find())).await.unwrap();
        sent(rows.next()).await.unwrap().unwrap();
        drop(rows);
        let savepoint = sent(tx.savepoint()).await.unwrap();
        sent(savepoint.rollback()).await.unwrap();
        let savepoint = sent(tx.savepoint()).await.unwrap();
        sent(savepoint.commit()).await.unwrap();
        sent(tx.commit()).await.unwrap();
        let options = TransactionOptions::default();
        let tx = sent(db.begin_with(options)).await.unwrap();
        sent(tx.rollback()).await.unwrap();
        let body = db.transaction(options, |tx| {
            Box::pin(async move { tx.run(user::find().count()).await })
        });
        assert_eq!(sent(body).await.unwrap(), 4);
    });
}

#[test]
fn a_transaction_of_a_task_runs_again_when_another_is_in_the_way() {
    on_threads(async |place| {
        let pool = pool(place, 2);
        let id = {
            let db = pool.get().await.unwrap();
            db.run(user::create(new("ann"))).await.unwrap().id
        };
        let task = tokio::spawn(async move {
            let (mut db, other) = (pool.get().await?, pool.get().await?);
            let mut runs = 0;
            // What is borrowed from the task stays where it is.
            let other = &other;
            let options = TransactionOptions::isolation(Isolation::Serializable);
            let tokens = db.transaction(options, |tx| {
                runs += 1;
                let first = runs == 1;
                Box::pin(async move {
                    let seen = tx.run(user::by_id(id)).await?.ok_or(Error::NotFound)?;
                    if first {
                        let patch = user::UserPatch::default().tokens(10);
                        other.run(user::update(id, patch)).await?;
                    }
                    let savepoint = tx.savepoint().await?;
                    add_tokens(&savepoint, id, 1).await?;
                    savepoint.commit().await?;
                    Ok(seen.tokens + 1)
                })
            });
            let tokens = tokens.await?;
            Ok::<_, Error>((tokens, runs))
        });
        assert_eq!(task.await.unwrap().unwrap(), (11, 2));
    });
}

#[test]
fn of_two_tasks_that_wait_for_each_other_one_runs_again() {
    on_threads(async |place| {
        let pool = pool(place, 3);
        let both = [user::create(new("ann")), user::create(new("bob"))];
        let users = pool.get().await.unwrap().run_all(both).await.unwrap();
        let (ann, bob) = (users[0].id, users[1].id);
        let (runs, both) = (Arc::new(AtomicU32::new(0)), Arc::new(Barrier::new(2)));
        // Only one of them finds out.
        let task = |first: UserId, second: UserId, patience: &'static str| {
            let (pool, runs, both) = (pool.clone(), runs.clone(), both.clone());
            tokio::spawn(async move {
                let mut db = pool.get().await?;
                db.run(sql(format!("SET deadlock_timeout = '{patience}'")))
                    .await?;
                let (both, mut fresh) = (&both, true);
                let body = db.transaction(TransactionOptions::default(), |tx| {
                    runs.fetch_add(1, Ordering::Relaxed);
                    let meets = std::mem::take(&mut fresh);
                    Box::pin(async move {
                        add_tokens(tx, first, 1).await?;
                        if meets {
                            both.wait().await;
                        }
                        add_tokens(tx, second, 1).await
                    })
                });
                body.await
            })
        };
        let (one, other) = (task(ann, bob, "20ms"), task(bob, ann, "60s"));
        one.await.unwrap().unwrap();
        other.await.unwrap().unwrap();
        assert!(runs.load(Ordering::Relaxed) > 2);
        let db = pool.get().await.unwrap();
        let tokens = db.run(user::find().select(user::TOKENS)).await.unwrap();
        assert_eq!(tokens, [2, 2]);
    });
}

/// How a transaction comes to no good end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Refused,
    Panics,
    Forgotten,
}

async fn ends(db: &mut Db, end: End, written: &Notify) -> Result<()> {
    db.transaction(TransactionOptions::default(), |tx| {
        Box::pin(async move {
            tx.run(user::create(new("ann"))).await?;
            written.notify_one();
            match end {
                End::Refused => Err(Error::NotFound),
                End::Panics => panic!("as it was told to"),
                End::Forgotten => std::future::pending().await,
            }
        })
    })
    .await
}

#[test]
fn a_transaction_that_fails_panics_or_is_dropped_keeps_nothing() {
    on_threads(async |place| {
        // One connection: the next one to borrow it finds out what was left behind.
        let (pool, other) = (pool(place, 1), place.connect().await);
        for end in [End::Refused, End::Panics, End::Forgotten] {
            let (lender, written) = (pool.clone(), Arc::new(Notify::new()));
            let told = written.clone();
            let task = tokio::spawn(async move {
                let mut db = lender.get().await?;
                ends(&mut db, end, &told).await
            });
            written.notified().await;
            if end == End::Forgotten {
                task.abort();
            }
            match task.await {
                Ok(outcome) => assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}"),
                Err(error) => assert_eq!(error.is_panic(), end == End::Panics),
            }
            let db = pool.get().await.unwrap();
            db.run(user::create(new(&format!("{end:?}"))))
                .await
                .unwrap();
        }
        let mails = user::find().order_by(user::ID.asc()).select(user::EMAIL);
        assert_eq!(
            other.run(mails).await.unwrap(),
            ["Refused@x.io", "Panics@x.io", "Forgotten@x.io"]
        );
    });
}

#[test]
fn a_transaction_gives_up_after_so_many_times() {
    on_threads(async |place| {
        let mut db = place.connect().await;
        let mut runs = 0;
        let options = TransactionOptions {
            retries: 2,
            ..TransactionOptions::default()
        };
        let body = db.transaction(options, |tx| {
            runs += 1;
            let refused = "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$";
            Box::pin(async move { tx.run(sql(refused)).await })
        });
        let error = body.await.unwrap_err();
        assert!(matches!(error, Error::Conflict(_)), "{error:?}");
        assert!(error.is_retryable());
        assert_eq!(runs, 3);
    });
}
