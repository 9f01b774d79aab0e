//! A migration that dies at any point is finished by the next run, as if nothing had happened.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_embedded::testing::TestServer;
use icms_execute::{Direction, Event, Patience};

use crate::ten_steps::{SMALL, state, until};
use crate::victim;

fn deploy(url: &Url) -> Result<(), Box<Diagnostic>> {
    SMALL.run(url, Direction::Up, &|_| {})
}

#[test]
fn death_at_any_event_changes_nothing_in_the_end() {
    let (events, expected) = SMALL.undisturbed(&SMALL.prepared(), Direction::Up);
    assert!(events > 45, "{events} events");
    assert!(expected.contains("alone1") && expected.contains("people_nametrue"), "{expected}");
    for event in 1..=events {
        let database = SMALL.prepared();
        victim::dies(SMALL, Direction::Up, &database, event);
        deploy(&database).unwrap_or_else(|e| panic!("after event {event}: {}", e.message));
        assert_eq!(state(&database), expected, "after event {event}");
    }
    println!("{events} crash points");
}

/// Blocks the index build, which waits for every transaction that is older.
fn old_transaction(url: &Url) -> Session {
    let mut session = Session::open(url, Purpose::Write).unwrap();
    session.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM app.log").unwrap();
    session
}

fn builds(url: &Url) -> Option<i32> {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
               AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'";
    session.texts(sql).unwrap().first().map(|row| row[0].clone().unwrap().parse().unwrap())
}

#[test]
fn a_killed_tool_leaves_its_statement_to_the_server_and_the_next_one_waits() {
    let database = SMALL.prepared();
    let mut blocker = old_transaction(&database);
    let mut victim = victim::command(SMALL, Direction::Up, &database, 0).spawn().unwrap();
    until(|| builds(&database));
    victim.kill().unwrap();
    victim.wait().unwrap();
    std::thread::scope(|scope| {
        let next = scope.spawn(|| deploy(&database));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!next.is_finished(), "the build still runs, and with it the lock is held");
        blocker.batch_execute("ROLLBACK").unwrap();
        next.join().unwrap().unwrap();
    });
    let whole = SMALL.prepared();
    deploy(&whole).unwrap();
    assert_eq!(state(&database), state(&whole));
}

#[test]
fn an_index_build_that_the_server_ended_is_done_again() {
    let database = SMALL.prepared();
    let mut blocker = old_transaction(&database);
    let failed = std::thread::scope(|scope| {
        let first = scope.spawn(|| deploy(&database));
        let backend = until(|| builds(&database));
        let admin = TestServer::shared().url();
        let mut admin = Session::open(&admin, Purpose::Write).unwrap();
        admin.batch_execute(&format!("SELECT pg_terminate_backend({backend})")).unwrap();
        first.join().unwrap().unwrap_err()
    });
    assert!(failed.message.contains("up.sql of 1_ten_steps failed"), "{}", failed.message);
    assert!(state(&database).contains("people_namefalse"), "it left an invalid index");
    blocker.batch_execute("ROLLBACK").unwrap();
    deploy(&database).unwrap();
    let whole = SMALL.prepared();
    deploy(&whole).unwrap();
    assert_eq!(state(&database), state(&whole));
}

#[test]
fn nobody_queues_longer_than_the_lock_timeout() {
    let database = SMALL.prepared();
    let mut reader = Session::open(&database, Purpose::Write).unwrap();
    reader.batch_execute("BEGIN; SELECT count(*) FROM app.people").unwrap();
    let patience = Patience { lock_timeout: Duration::from_millis(300), attempts: 1000 };
    let retries = AtomicUsize::new(0);
    let count = |event: Event<'_>| {
        if matches!(event, Event::Retries { .. }) {
            retries.fetch_add(1, Ordering::SeqCst);
        }
    };
    std::thread::scope(|scope| {
        let deployer = scope.spawn(|| SMALL.run_with(&database, Direction::Up, patience, &count));
        until(|| (retries.load(Ordering::SeqCst) > 1).then_some(()));
        let mut other = Session::open(&database, Purpose::Read).unwrap();
        for _ in 0..20 {
            let asked = std::time::Instant::now();
            other.texts("SELECT count(*) FROM app.people").unwrap();
            let waited = asked.elapsed();
            assert!(waited < Duration::from_millis(1500), "a reader waited {waited:?}");
            std::thread::sleep(Duration::from_millis(25));
        }
        reader.batch_execute("COMMIT").unwrap();
        deployer.join().unwrap().unwrap();
    });
}
