//! A statement that runs range by range: to its end, through deaths, and refused where it lies.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use icms_connect::Url;
use icms_diagnostic::{Diagnostic, FileId};
use icms_embedded::testing::TestServer;
use icms_execute::{Direction, Event, Ledger, MigrationLock, Patience, Run, apply, codes};
use icms_journal::{Folder, Journal};

const BEFORE: &str = "
CREATE TABLE people (country text, number integer, name text, shown text, PRIMARY KEY (country, number));
INSERT INTO people SELECT CASE WHEN n % 3 = 0 THEN 'n''p' ELSE 'de' END, n, 'name ' || n FROM generate_series(1, 1000) AS n;
CREATE TABLE log (line text);";

const UP: &str = "
-- icms:verify-before SELECT count(*) = 1000 FROM people
-- icms:batch people(country, number) size 64
-- icms:verify-after SELECT NOT EXISTS (SELECT FROM people WHERE shown IS NULL)
UPDATE people SET shown = upper(name) || coalesce(shown, '') WHERE true /* icms:range */;
-- icms:batch people(country, number) size 300 pause 1ms
INSERT INTO log SELECT p.name FROM people p WHERE p.number > 10 /* icms:range p.country, p.number */ ORDER BY 1;
";

fn deploy(url: &Url, text: &str, on: &(dyn Fn(Event<'_>) + Sync)) -> Result<(), Box<Diagnostic>> {
    let (journal, _) = Journal::read([Folder::new("1_backfill", [("up.sql", text)])]);
    let mut lock = MigrationLock::take(url, Duration::from_secs(60), on)?;
    Ledger::new(lock.session()).prepare()?;
    let migration = &journal.migrations()[0];
    apply(
        &mut lock,
        Run { migration, direction: Direction::Up, text, file: FileId(0) },
        Patience::default(),
        on,
    )
}

fn state(url: &icms_embedded::testing::TestDatabase<'_>) -> Vec<Vec<Option<String>>> {
    url.session()
        .texts(
            "SELECT count(*), count(DISTINCT name), (SELECT count(*) FROM log), (SELECT count(DISTINCT line) FROM log), \
             bool_and(shown = upper(name)), (SELECT count(*) FROM _icms_batches) FROM people",
        )
        .unwrap()
}

#[test]
fn every_row_is_taken_once_however_often_it_dies_on_the_way() {
    let whole = TestServer::shared().role("deployer");
    whole.execute(BEFORE);
    let ranges = AtomicUsize::new(0);
    deploy(&whole, UP, &|event| {
        if matches!(event, Event::Range { .. }) {
            ranges.fetch_add(1, Ordering::SeqCst);
        }
    })
    .unwrap();
    let ranges = ranges.into_inner();
    assert_eq!(ranges, 16 + 4, "1000 rows by 64 and by 300");
    let expected = state(&whole);
    assert_eq!(expected[0], ["1000", "1000", "990", "990", "t", "0"].map(|cell| Some(cell.to_owned())));

    for last in 1..=ranges {
        let database = TestServer::shared().role("deployer");
        database.execute(BEFORE);
        let seen = AtomicUsize::new(0);
        let die = |event: Event<'_>| {
            if matches!(event, Event::Range { .. }) && seen.fetch_add(1, Ordering::SeqCst) + 1 == last {
                panic!("the deployer dies");
            }
        };
        let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| deploy(&database, UP, &die)));
        assert!(died.is_err());
        deploy(&database, UP, &|_| {}).unwrap_or_else(|e| panic!("after range {last}: {}", e.message));
        assert_eq!(state(&database), expected, "after range {last}");
    }
}

#[test]
fn what_does_not_hold_stops_it_and_nothing_is_recorded() {
    let database = TestServer::shared().fresh_database();
    database.execute(BEFORE);
    let before = "-- icms:verify-before SELECT count(*) = 1 FROM people\nINSERT INTO log VALUES ('never');";
    assert_eq!(deploy(&database, before, &|_| {}).unwrap_err().code, codes::NOT_VERIFIED);
    let after = "-- icms:verify-after SELECT count(*) = 7 FROM log\nBEGIN; INSERT INTO log VALUES ('undone'); COMMIT;";
    let failed = deploy(&database, after, &|_| {}).unwrap_err();
    assert!(failed.message.ends_with("count(*) = … FROM log"), "{}", failed.message);
    assert!(failed.disclosed().message.contains("count(*) = 7"));
    let batch = "-- icms:batch people(country, number) size 400\n-- icms:verify-after SELECT false\n\
                 UPDATE people SET shown = 'x' WHERE true /* icms:range */;";
    assert_eq!(deploy(&database, batch, &|_| {}).unwrap_err().code, codes::NOT_VERIFIED);
    let seen = database.session().texts("SELECT count(*), (SELECT count(*) FROM log), (SELECT count(*) FROM _icms_steps) FROM people WHERE shown IS NULL").unwrap();
    assert_eq!(
        seen[0],
        ["200", "0", "0"].map(|cell| Some(cell.to_owned())),
        "the last range and its step are one"
    );
    assert_eq!(deploy(&database, "-- icms:often\nSELECT 1;", &|_| {}).unwrap_err().code, codes::DIRECTIVE);
}

#[test]
fn a_range_of_a_session_that_lost_the_lock_is_not_kept() {
    let database = TestServer::shared().fresh_database();
    database.execute(BEFORE);
    let lost = "-- icms:batch people(country, number) size 64\nUPDATE people SET shown = 'x' \
                WHERE (SELECT pg_advisory_unlock_all() IS NOT NULL) /* icms:range */;";
    let failed = deploy(&database, lost, &|_| {}).unwrap_err();
    assert_eq!(failed.code, codes::LOCK_LOST, "{}", failed.message);
    let kept = database.session().texts("SELECT shown FROM people WHERE shown IS NOT NULL").unwrap();
    assert!(kept.is_empty(), "the first range was rolled back");
}
