//! Whatever is asked of a connection is dropped after each of its polls, in every kind of connection and runtime: the
//! next one is answered as if nothing had been, no transaction is left open, and what belongs together is there or not.

#[path = "../place/mod.rs"]
mod place;
mod work;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use features_example::db::{SCHEMA, user};
use icms_client::{Db, Plan as _, RowStream, SqlRows, sql};
use place::on_both;
use place::pooler::Pooler;
use place::relay::relayed;
use tokio::time::sleep;
use tokio_postgres::{Config, NoTls};
use work::{Statement, Work};

/// When a future is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// Right after a poll.
    AtOnce,
    /// When it would be polled once more.
    Woken,
}

/// What `work` gives, unless it has to be polled more often than that.
async fn given_up<F: Future>(work: F, polls: usize, when: When) -> Option<F::Output> {
    let (mut work, mut left) = (pin!(work), polls);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match work.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 && when == When::AtOnce => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Who polls the connection, and how answers arrive.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Whoever waits.
    Carried,
    /// Whoever waits; answers arrive in pieces of so many bytes.
    Pieces(usize),
    /// A task of the test.
    Foreign,
    /// Whoever waits; nothing is prepared.
    Unprepared,
    /// The same, through a pooler of two servers.
    Pooled,
}

impl Kind {
    async fn connect(self, config: &Config) -> Db {
        match self {
            Self::Carried => Db::connect(config, NoTls).await.unwrap(),
            Self::Pieces(piece) => {
                let config = relayed(config, piece).await;
                Db::connect(&config, NoTls).await.unwrap()
            }
            Self::Foreign => {
                let (client, connection) = config.connect(NoTls).await.unwrap();
                tokio::spawn(connection);
                Db::new(client)
            }
            Self::Unprepared | Self::Pooled => {
                let unprepared = Db::connect_unprepared(config, NoTls, &SCHEMA);
                unprepared.await.unwrap()
            }
        }
    }
}

/// A connection under test, and one that watches it.
struct Bench {
    db: Db,
    watcher: Arc<Db>,
    kind: Kind,
    /// Of the session, where it is the connection's own.
    process: Option<i32>,
}

impl Bench {
    async fn new(config: &Config, kind: Kind, watched: &Config) -> Self {
        let db = kind.connect(config).await;
        let process = match kind {
            Kind::Pooled => None,
            Kind::Carried | Kind::Pieces(_) | Kind::Foreign | Kind::Unprepared => {
                let row = sql("SELECT pg_backend_pid()").rows::<(i32,)>().first();
                Some(db.run(row.required()).await.unwrap().0)
            }
        };
        let watcher = Arc::new(Db::connect(watched, NoTls).await.unwrap());
        Self {
            db,
            watcher,
            kind,
            process,
        }
    }

    /// Whether the session rests outside of a transaction.
    async fn is_idle(&self) -> bool {
        // Of a pooler, all sessions.
        let state = "SELECT coalesce(bool_and(state = 'idle'), true) FROM pg_stat_activity \
            WHERE pid = $1 OR $1 IS NULL AND pid <> pg_backend_pid() AND datname = current_database()";
        let row = sql(state).bind(self.process).rows::<(bool,)>().first();
        self.watcher.run(row.required()).await.unwrap().0
    }

    /// How many users there are whose address begins so, for others to see.
    async fn seen(&self, mark: &str) -> i64 {
        seen(&self.watcher, mark).await
    }

    /// The connection answers, keeps what it is told, and has no transaction open.
    async fn is_in_order(&self, mark: &str, when: When) {
        if when == When::Woken {
            while !self.is_idle().await {
                sleep(Duration::from_millis(1)).await;
            }
        }
        let row = sql("SELECT $1::text").bind(mark.to_owned());
        let echo = self.db.run(row.rows::<(String,)>()).await.unwrap();
        assert_eq!(echo, [(mark.to_owned(),)]);
        let after = format!("after {mark}");
        let created = self.db.run(user::create(user::NewUser::new(&*after))).await;
        assert_eq!(created.unwrap().email, after);
        assert_eq!(self.seen(&after).await, 1, "in a transaction: {mark}");
        assert!(self.is_idle().await, "{mark}");
    }
}

async fn seen(db: &Db, mark: &str) -> i64 {
    let users = user::find().filter(user::EMAIL.starts_with(mark));
    db.run(users.count()).await.unwrap()
}

/// Another one that waits for rows of the connection, for a while.
async fn beside(db: &Db) -> impl Future<Output = ()> + use<> {
    let numbers = sql("SELECT generate_series(1, 50)").rows::<(i32,)>();
    let mut rows: RowStream<SqlRows<(i32,)>> = db.stream(numbers).await.unwrap();
    let task = tokio::spawn(async move {
        while let Some(row) = rows.next().await {
            row.unwrap();
        }
    });
    async move { task.await.unwrap() }
}

/// The numbers of polls to try: all small ones, some of the large.
fn next(polls: usize) -> usize {
    polls + 1 + polls / 6
}

fn drops(kind: Kind) {
    on_both(|config| async move { everything(&config, kind, &config).await });
}

async fn everything(config: &Config, kind: Kind, watched: &Config) {
    let mut bench = Bench::new(config, kind, watched).await;
    for when in [When::AtOnce, When::Woken] {
        for work in Work::all() {
            drop_at_every_poll(&mut bench, work, when, false).await;
            drop_at_every_poll(&mut bench, work, when, true).await;
        }
        for statement in Statement::all() {
            drop_statement_at_every_poll(&mut bench, statement, when).await;
        }
    }
}

#[test]
fn in_the_task_that_waits() {
    drops(Kind::Carried);
}

#[test]
fn while_answers_arrive_in_pieces() {
    drops(Kind::Pieces(41));
}

#[test]
fn where_a_task_polls_the_connection() {
    drops(Kind::Foreign);
}

#[test]
fn without_prepared_statements() {
    drops(Kind::Unprepared);
}

#[test]
fn through_a_pooler() {
    on_both(|direct| {
        let pooler = Pooler::start(&direct, 2);
        async move { everything(&pooler.config(&direct), Kind::Pooled, &direct).await }
    });
}

async fn drop_at_every_poll(bench: &mut Bench, work: Work, when: When, company: bool) {
    let mut polls = 1;
    loop {
        let mark = format!("{work:?} {when:?} {company} {polls} {:?} ", bench.kind);
        let other = match company {
            true => Some(beside(&bench.db).await),
            false => None,
        };
        let done = given_up(work.run(&mut bench.db, &mark), polls, when).await;
        bench.is_in_order(&mark, when).await;
        let seen = bench.seen(&mark).await;
        assert!(work.may_leave(seen), "{mark}: {seen} rows");
        if let Some(other) = other {
            other.await;
        }
        if done.is_some() {
            assert_eq!(seen, work.leaves(), "{mark}");
            return;
        }
        polls = next(polls);
    }
}

/// How a transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Commit,
    Rollback,
    Drop,
}

async fn drop_statement_at_every_poll(bench: &mut Bench, statement: Statement, when: When) {
    let ends = [End::Commit, End::Rollback, End::Drop];
    let (mut polls, mut done) = (1, None);
    while done.is_none() {
        for end in ends {
            let mark = format!("{statement:?} {when:?} {polls} {end:?} {:?} ", bench.kind);
            let watcher = Arc::clone(&bench.watcher);
            let mut transaction = bench.db.begin().await.unwrap();
            done = given_up(statement.run(&mut transaction, &mark), polls, when).await;
            let last = format!("last {mark}");
            let kept = transaction
                .run(user::create(user::NewUser::new(&*last)))
                .await;
            // What the server refuses undoes the transaction, whether anybody hears of it or not; half a copy too.
            assert!(
                kept.is_ok() || statement.may_be_refused(),
                "{mark}: {kept:?}"
            );
            assert_eq!(seen(&watcher, &mark).await, 0, "{mark}");
            assert_eq!(seen(&watcher, &last).await, 0, "{mark}");
            let is_kept = kept.is_ok() && end == End::Commit;
            let ended = match end {
                End::Commit => transaction.commit().await,
                End::Rollback => transaction.rollback().await,
                End::Drop => {
                    drop(transaction);
                    Ok(())
                }
            };
            assert_eq!(ended.is_ok(), is_kept || end != End::Commit, "{mark}");
            bench.is_in_order(&mark, when).await;
            let rows = bench.seen(&mark).await;
            assert_eq!(bench.seen(&last).await, i64::from(is_kept), "{mark}");
            assert!(rows == 0 || is_kept, "{mark}: {rows} rows");
            if done.is_some() && is_kept {
                assert_eq!(rows, statement.leaves(), "{mark}");
            }
        }
        polls = next(polls);
    }
}
