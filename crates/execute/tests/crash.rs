//! A migration that dies at any point is finished by the next run, as if nothing had happened.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, FileId};
use icms_embedded::testing::TestServer;
use icms_execute::{Direction, Event, Ledger, MigrationLock, Patience, Run, apply};
use icms_journal::{Folder, Journal, Migration};

/// What is there before.
const BEFORE: &str = "
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('calm');
CREATE TABLE app.people (id integer PRIMARY KEY, name text);
CREATE TABLE app.log (line text);
INSERT INTO app.people SELECT n, 'name ' || n FROM generate_series(1, 2000) AS n;
CREATE INDEX old_index ON app.people (name);";

/// Ten steps of every nature; each `INSERT` would show if it ran twice.
const UP: &str = "
SET search_path = app;
BEGIN;
CREATE TABLE jobs (id integer PRIMARY KEY);
INSERT INTO log VALUES ('jobs');
COMMIT;
INSERT INTO log VALUES ('alone');
ALTER TABLE people ADD COLUMN job integer;
CREATE INDEX CONCURRENTLY people_name ON people (name);
BEGIN;
UPDATE people SET name = upper(name), job = NULL;
INSERT INTO log VALUES ('filled');
COMMIT;
ALTER TABLE people ADD CONSTRAINT people_job FOREIGN KEY (job) REFERENCES jobs NOT VALID;
ALTER TABLE people VALIDATE CONSTRAINT people_job;
DROP INDEX CONCURRENTLY old_index;
VACUUM people;
ALTER TYPE mood ADD VALUE 'wild';
INSERT INTO log SELECT 'last';";

const STATE: &str = "
SELECT string_agg(x, E'\\n' ORDER BY x) FROM (
  SELECT indexrelid::regclass::text || indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'app.%'
  UNION ALL SELECT conname || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
            WHERE connamespace = 'app'::regnamespace
  UNION ALL SELECT attrelid::regclass || '.' || attname FROM pg_attribute
            WHERE attnum > 0 AND attrelid::regclass::text LIKE 'app.%'
  UNION ALL SELECT enumlabel FROM pg_enum
  UNION ALL SELECT line || count(*) FROM app.log GROUP BY line
  UNION ALL SELECT md5(string_agg(name, ',' ORDER BY id)) FROM app.people
  UNION ALL SELECT id || (finished_at IS NOT NULL)::text || coalesce(error, '') FROM _icms_migrations
  UNION ALL SELECT step || hash || (finished_at IS NOT NULL)::text FROM _icms_steps) AS s (x)";

fn migration() -> Migration {
    let (journal, found) = Journal::read([Folder::new("1_ten_steps", [("up.sql", UP)])]);
    assert!(!found.has_errors());
    journal.migrations()[0].clone()
}

fn deploy(url: &Url, on: &(dyn Fn(Event<'_>) + Sync)) -> Result<(), Box<Diagnostic>> {
    let migration = migration();
    let mut lock = MigrationLock::take(url, Duration::from_secs(60), on)?;
    Ledger::new(lock.session()).prepare()?;
    let run = Run { migration: &migration, direction: Direction::Up, text: UP, file: FileId(0) };
    apply(&mut lock, run, Patience::default(), on)
}

fn state(url: &Url) -> String {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    session.texts(STATE).unwrap()[0][0].clone().unwrap()
}

/// Not a test: the process that dies. It applies the migration and aborts at the event with this number.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn victim() {
    let Ok(url) = std::env::var("ICMS_VICTIM_URL") else { return };
    let last: usize = std::env::var("ICMS_VICTIM_EVENT").unwrap().parse().unwrap();
    let seen = AtomicUsize::new(0);
    let count = |_: Event<'_>| {
        if seen.fetch_add(1, Ordering::SeqCst) + 1 == last {
            std::process::abort();
        }
    };
    deploy(&Url::parse(&url).unwrap(), &count).unwrap();
}

fn victim_process(url: &str, event: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["victim", "--exact", "--ignored", "--nocapture"]);
    command.env("ICMS_VICTIM_URL", url).env("ICMS_VICTIM_EVENT", event.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// An owner of its own database without any right beyond it.
fn prepared() -> icms_embedded::testing::TestDatabase<'static> {
    let database = TestServer::shared().role("deployer");
    database.execute(BEFORE);
    database
}

#[test]
fn death_at_any_event_changes_nothing_in_the_end() {
    let whole = prepared();
    let events = AtomicUsize::new(0);
    deploy(&whole, &|_| {
        events.fetch_add(1, Ordering::SeqCst);
    })
    .unwrap();
    let (events, expected) = (events.into_inner(), state(&whole));
    assert!(events > 30, "{events} events");
    assert!(expected.contains("alone1") && expected.contains("people_nametrue"), "{expected}");
    for event in 1..=events {
        let database = prepared();
        let status = victim_process(database.reveal().as_str(), event).status().unwrap();
        assert!(!status.success(), "it died at event {event}");
        deploy(&database, &|_| {}).unwrap_or_else(|e| panic!("after event {event}: {}", e.message));
        assert_eq!(state(&database), expected, "after event {event}");
    }
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

fn until<T>(what: impl Fn() -> Option<T>) -> T {
    for _ in 0..600 {
        if let Some(value) = what() {
            return value;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it never came");
}

#[test]
fn a_killed_tool_leaves_its_statement_to_the_server_and_the_next_one_waits() {
    let database = prepared();
    let mut blocker = old_transaction(&database);
    let mut victim = victim_process(database.reveal().as_str(), 0).spawn().unwrap();
    until(|| builds(&database));
    victim.kill().unwrap();
    victim.wait().unwrap();
    std::thread::scope(|scope| {
        let next = scope.spawn(|| deploy(&database, &|_| {}));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!next.is_finished(), "the build still runs, and with it the lock is held");
        blocker.batch_execute("ROLLBACK").unwrap();
        next.join().unwrap().unwrap();
    });
    let whole = prepared();
    deploy(&whole, &|_| {}).unwrap();
    assert_eq!(state(&database), state(&whole));
}

#[test]
fn an_index_build_that_the_server_ended_is_done_again() {
    let database = prepared();
    let mut blocker = old_transaction(&database);
    let failed = std::thread::scope(|scope| {
        let first = scope.spawn(|| deploy(&database, &|_| {}));
        let backend = until(|| builds(&database));
        let admin = TestServer::shared().url();
        let mut admin = Session::open(&admin, Purpose::Write).unwrap();
        admin.batch_execute(&format!("SELECT pg_terminate_backend({backend})")).unwrap();
        first.join().unwrap().unwrap_err()
    });
    assert!(failed.message.contains("up.sql of 1_ten_steps failed"), "{}", failed.message);
    assert!(state(&database).contains("people_namefalse"), "it left an invalid index");
    blocker.batch_execute("ROLLBACK").unwrap();
    deploy(&database, &|_| {}).unwrap();
    let whole = prepared();
    deploy(&whole, &|_| {}).unwrap();
    assert_eq!(state(&database), state(&whole));
}

#[test]
fn nobody_queues_longer_than_the_lock_timeout() {
    let database = prepared();
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
        let deployer = scope.spawn(|| {
            let migration = migration();
            let mut lock = MigrationLock::take(&database, Duration::from_secs(60), &count).unwrap();
            Ledger::new(lock.session()).prepare().unwrap();
            let run = Run { migration: &migration, direction: Direction::Up, text: UP, file: FileId(0) };
            apply(&mut lock, run, patience, &count)
        });
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
