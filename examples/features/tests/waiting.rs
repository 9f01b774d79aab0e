//! Connections that are carried by whoever waits: many at once, requests that are given up, sessions that end, on
//! runtimes of one thread and of several.

mod place;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use features_example::db::user;
use futures_util::future::{join, join_all};
use icms_client::{Db, Error, Plan, PoolManager, sql};
use place::{Place, on_both, runtimes};
use tokio::time::{sleep, timeout};
use tokio_postgres::{Config, NoTls};

async fn connect(config: &Config) -> Db {
    Db::connect(config, NoTls).await.unwrap()
}

/// The server gives back what it was sent.
fn echo(number: u64) -> impl Plan<Output = u64> + Send {
    let number = i64::try_from(number).unwrap();
    let row = sql("SELECT $1::bigint").bind(number).rows::<(i64,)>();
    row.first()
        .required()
        .map(|(number,)| u64::try_from(number).unwrap())
}

fn slow(milliseconds: f64) -> impl Plan<Output = Option<(bool,)>> + Send {
    let row = sql("SELECT pg_sleep($1) IS NULL").bind(milliseconds / 1_000.0);
    row.rows::<(bool,)>().first()
}

async fn process(db: &Db) -> i32 {
    let row = sql("SELECT pg_backend_pid()").rows::<(i32,)>().first();
    db.run(row.required()).await.unwrap().0
}

/// Waits until the server says so.
async fn until(watcher: &Db, question: &'static str, process: i32) {
    loop {
        let row = sql(question).bind(process).rows::<(bool,)>().first();
        if watcher.run(row.required()).await.unwrap().0 {
            return;
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// Polls once.
async fn begin<F: Future + Unpin>(work: &mut F) {
    poll_fn(|context| {
        assert!(pin!(&mut *work).poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[test]
fn tasks_share_a_connection() {
    on_both(async |config| {
        let db = Arc::new(connect(&config).await);
        let task = |task: u64| {
            let db = Arc::clone(&db);
            tokio::spawn(async move {
                for round in 0..20 {
                    let number = task * 100 + round;
                    assert_eq!(db.run(echo(number)).await.unwrap(), number);
                }
            })
        };
        for done in join_all((0..200).map(task)).await {
            done.unwrap();
        }
    });
}

#[test]
fn requests_that_are_given_up_leave_the_connection_in_order() {
    on_both(async |config| {
        let db = Arc::new(connect(&config).await);
        let task = |seed: u64| {
            let db = Arc::clone(&db);
            tokio::spawn(async move {
                let mut dice = Dice(seed);
                for _ in 0..250 {
                    let (number, pause) = (dice.below(1_000), dice.below(300));
                    let patience = Duration::from_micros(dice.below(400));
                    let pause = slow(f64::from(u32::try_from(pause).unwrap()) / 1_000.0);
                    let given_up = timeout(patience, async {
                        db.run(pause).await?;
                        db.run(echo(number)).await
                    });
                    if let Ok(told) = given_up.await {
                        assert_eq!(told.unwrap(), number);
                    }
                    if dice.below(2) == 0 {
                        assert_eq!(db.run(echo(number + 1)).await.unwrap(), number + 1);
                    }
                }
            })
        };
        for done in join_all((1..=4).map(task)).await {
            done.unwrap();
        }
    });
}

#[test]
fn one_after_the_other_is_given_up() {
    on_both(async |config| {
        let db = connect(&config).await;
        let mut dice = Dice(7);
        for number in 0..1_000 {
            let patience = Duration::from_micros(dice.below(200));
            if let Ok(told) = timeout(patience, db.run(echo(number))).await {
                assert_eq!(told.unwrap(), number);
            }
        }
        assert_eq!(db.run(echo(1)).await.unwrap(), 1);
    });
}

#[test]
fn another_one_takes_over() {
    on_both(async |config| {
        let db = Arc::new(connect(&config).await);
        for number in 0..20 {
            let first = {
                let db = Arc::clone(&db);
                tokio::spawn(async move { db.run(slow(20.0)).await.map(drop) })
            };
            sleep(Duration::from_millis(2)).await;
            let second = {
                let db = Arc::clone(&db);
                tokio::spawn(async move { db.run(echo(number)).await })
            };
            if number % 2 == 0 {
                sleep(Duration::from_millis(2)).await;
            }
            first.abort();
            assert_eq!(second.await.unwrap().unwrap(), number);
        }
    });
}

#[test]
fn nobody_waits_for_one_that_is_not_polled() {
    on_both(async |config| {
        let db = connect(&config).await;
        db.run(slow(0.0)).await.unwrap();
        let mut held = Box::pin(db.run(slow(5.0)));
        begin(&mut held).await;
        for number in 0..10 {
            assert_eq!(db.run(echo(number)).await.unwrap(), number);
        }
        held.await.unwrap();

        let mut held = Box::pin(db.run(slow(5.0)));
        begin(&mut held).await;
        drop(held);
        assert_eq!(db.run(echo(1)).await.unwrap(), 1);
    });
}

#[test]
fn a_dropped_transaction_is_undone_while_nobody_waits() {
    on_both(async |config| {
        let (mut db, watcher) = (connect(&config).await, connect(&config).await);
        let process = process(&db).await;
        for name in ["a@x.io", "b@x.io"] {
            let transaction = db.begin().await.unwrap();
            let insert = user::create(user::NewUser::new(name));
            transaction.run(insert).await.unwrap();
            drop(transaction);
            let idle = "SELECT state = 'idle' FROM pg_stat_activity WHERE pid = $1";
            until(&watcher, idle, process).await;
        }
        assert_eq!(db.run(user::find().count()).await.unwrap(), 0);

        // Even when the connection goes with it.
        let transaction = db.begin().await.unwrap();
        let insert = user::create(user::NewUser::new("c@x.io"));
        transaction.run(insert).await.unwrap();
        drop(transaction);
        drop(db);
        let gone = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)";
        until(&watcher, gone, process).await;
        assert_eq!(watcher.run(user::find().count()).await.unwrap(), 0);
    });
}

#[test]
fn the_end_of_a_session_is_noticed() {
    on_both(async |config| {
        let watcher = connect(&config).await;
        let end = |process: i32| {
            let end = sql("SELECT pg_terminate_backend($1)").bind(process);
            watcher.run(end.rows::<(bool,)>().first())
        };
        // Nobody waits.
        let db = connect(&config).await;
        end(process(&db).await).await.unwrap();
        while !db.inner().is_closed() {
            sleep(Duration::from_millis(5)).await;
        }
        let error = db.run(echo(1)).await.unwrap_err();
        assert!(matches!(error, Error::Connection(_)), "{error:?}");

        // One waits.
        let db = connect(&config).await;
        let process_of = process(&db).await;
        let (error, ended) = join(db.run(slow(50_000.0)), async {
            sleep(Duration::from_millis(20)).await;
            end(process_of).await
        })
        .await;
        ended.unwrap();
        let error = error.unwrap_err();
        assert!(matches!(error, Error::Connection(_)), "{error:?}");

        // A pool lends another one.
        let pool = icms_client::Pool::builder(PoolManager::new(config.clone(), NoTls));
        let pool = pool.max_size(1).build().unwrap();
        let lent = pool.get().await.unwrap();
        let process_of = process(&lent).await;
        end(process_of).await.unwrap();
        while !lent.inner().is_closed() {
            sleep(Duration::from_millis(5)).await;
        }
        drop(lent);
        assert_ne!(process(&pool.get().await.unwrap()).await, process_of);
    });
}

#[test]
fn streams_that_are_held_or_left() {
    on_both(async |config| {
        let db = connect(&config).await;
        let numbers = |end: i64| {
            sql("SELECT generate_series(1, $1::bigint)")
                .bind(end)
                .rows::<(i64,)>()
        };
        let mut sum = 0;
        let mut stream = db.stream(numbers(50_000)).await.unwrap();
        while let Some(row) = stream.next().await {
            sum += row.unwrap().0;
        }
        assert_eq!(sum, 1_250_025_000);

        for read in [0, 1, 700] {
            let mut stream = db.stream(numbers(50_000)).await.unwrap();
            for _ in 0..read {
                stream.next().await.unwrap().unwrap();
            }
            drop(stream);
            assert_eq!(db.run(echo(read)).await.unwrap(), read);
        }

        let mut held = db.stream(numbers(10)).await.unwrap();
        held.next().await.unwrap().unwrap();
        assert_eq!(db.run(echo(1)).await.unwrap(), 1);
        let mut other = db.stream(numbers(20)).await.unwrap();
        let two = join(held.next(), other.next()).await;
        assert_eq!(two.0.unwrap().unwrap().0, 2);
        assert_eq!(two.1.unwrap().unwrap().0, 1);
        // The connection outlives its client for the sake of those who read.
        drop(db);
        let mut left = 0;
        while let Some(row) = other.next().await {
            row.unwrap();
            left += 1;
        }
        assert_eq!(left, 19);
    });
}

#[test]
fn many_plans_at_once() {
    on_both(async |config| {
        let mut db = connect(&config).await;
        let numbers: Vec<u64> = (0..1_000).collect();
        let told = db.run_all((0..1_000).map(echo)).await.unwrap();
        assert_eq!(told, numbers);
        assert_eq!(db.join(echo(1), echo(2)).await.unwrap(), (1, 2));
        let both = join(db.run_all([echo(1), echo(2)]), db.run(echo(3))).await;
        assert_eq!((both.0.unwrap(), both.1.unwrap()), (vec![1, 2], 3));
        let transaction = db.begin().await.unwrap();
        let told = transaction.run_all((0..1_000).map(echo)).await;
        assert_eq!(told.unwrap(), numbers);
        transaction.commit().await.unwrap();
    });
}

#[test]
fn more_than_fits_the_socket_goes_both_ways_at_once() {
    on_both(async |config| {
        let db = Arc::new(connect(&config).await);
        let text = "x".repeat(4_000_000);
        let large = |_| {
            sql("SELECT $1::text")
                .bind(text.clone())
                .rows::<(String,)>()
        };
        let told = db.run_all((0..8).map(large)).await.unwrap();
        assert!(told.iter().all(|rows| rows[0].0 == text));
        let task = |at| {
            let (db, plan) = (Arc::clone(&db), large(at));
            tokio::spawn(async move { db.run(plan).await })
        };
        for told in join_all((0..8).map(task)).await {
            assert_eq!(told.unwrap().unwrap()[0].0, text);
        }
    });
}

#[test]
fn rows_are_copied() {
    on_both(async |config| {
        let db = connect(&config).await;
        let rows = (0..20_000).map(|n| user::NewUser::new(format!("{n}@x.io")));
        assert_eq!(db.run(user::copy(rows)).await.unwrap(), 20_000);
        assert_eq!(db.run(user::find().count()).await.unwrap(), 20_000);
    });
}

#[test]
fn somebody_else_may_poll_the_connection() {
    on_both(async |config| {
        let (client, connection) = config.connect(NoTls).await.unwrap();
        let task = tokio::spawn(connection);
        let db = Db::new(client);
        assert_eq!(db.run(echo(1)).await.unwrap(), 1);
        drop(db);
        task.await.unwrap().unwrap();
    });
}

#[test]
fn a_connection_ends_with_its_runtime() {
    let place = Place::new();
    let [first, second] = runtimes();
    let db = first.block_on(connect(&place.config()));
    drop(first);
    let error = second.block_on(db.run(echo(1))).unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
}
