//! A migration of ten steps and more, of every nature, forth and back; each `INSERT` and each sum would show if a step
//! ran twice or not at all.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, FileId};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_execute::{Direction, Event, Ledger, MigrationLock, Patience, Run, apply};
use icms_journal::{Folder, Journal, Migration};

const BEFORE: &str = "
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('calm');
CREATE TABLE app.people (id integer PRIMARY KEY, name text, amount bigint NOT NULL);
CREATE TABLE app.log (line text);
INSERT INTO app.people SELECT n, 'name ' || n, n % 1000 FROM generate_series(1, ROWS) AS n;
CREATE INDEX old_index ON app.people (name);";

const UP: &str = "
SET search_path = app;
BEGIN;
CREATE TABLE jobs (id integer PRIMARY KEY);
INSERT INTO log VALUES ('jobs');
COMMIT;
INSERT INTO log VALUES ('alone');
ALTER TABLE people ADD COLUMN job integer, ADD COLUMN shown text;
-- icms:batch people(id) size SIZE
UPDATE people SET shown = coalesce(shown, '') || upper(name), amount = amount + id WHERE true /* icms:range */;
CREATE INDEX CONCURRENTLY people_name ON people (shown);
BEGIN;
UPDATE people SET name = upper(name), job = NULL WHERE id % 100 = 0;
INSERT INTO log VALUES ('filled');
COMMIT;
ALTER TABLE people ADD CONSTRAINT people_job FOREIGN KEY (job) REFERENCES jobs NOT VALID;
ALTER TABLE people VALIDATE CONSTRAINT people_job;
DROP INDEX CONCURRENTLY old_index;
VACUUM people;
ALTER TYPE mood ADD VALUE 'wild';
INSERT INTO log SELECT 'last';";

const DOWN: &str = "
SET search_path = app;
INSERT INTO log SELECT 'back';
BEGIN;
ALTER TABLE people DROP CONSTRAINT people_job;
INSERT INTO log VALUES ('free');
COMMIT;
-- icms:batch people(id) size SIZE
UPDATE people SET amount = amount - id WHERE true /* icms:range */;
CREATE INDEX CONCURRENTLY old_index ON people (name);
DROP INDEX CONCURRENTLY people_name;
VACUUM people;
ALTER TABLE people DROP COLUMN job, DROP COLUMN shown;
DROP TABLE jobs;
INSERT INTO log SELECT 'gone';";

const STATE: &str = "
SELECT string_agg(x, E'\\n' ORDER BY x) FROM (
  SELECT indexrelid::regclass::text || indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'app.%'
  UNION ALL SELECT conname || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
            WHERE connamespace = 'app'::regnamespace
  UNION ALL SELECT attrelid::regclass || '.' || attname FROM pg_attribute
            WHERE attnum > 0 AND NOT attisdropped AND attrelid::regclass::text LIKE 'app.%'
  UNION ALL SELECT enumlabel FROM pg_enum
  UNION ALL SELECT line || count(*) FROM app.log GROUP BY line
  UNION ALL SELECT 'people ' || count(*) || ' ' || sum(amount) || ' ' || sum(hashtextextended(p::text, 0)::numeric)
            FROM app.people p
  UNION ALL SELECT id || (finished_at IS NOT NULL)::text || coalesce(error, '') FROM _icms_migrations
  UNION ALL SELECT direction || step || hash || (finished_at IS NOT NULL)::text FROM _icms_steps) AS s (x)";

/// A table with so many rows, and the scripts that change it.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    pub rows: usize,
    /// How many ranges the backfill takes, about.
    pub ranges: usize,
}

/// Few rows: every point of the way can be tried.
pub const SMALL: Stage = Stage { rows: 2000, ranges: 4 };

impl Stage {
    fn filled(self, text: &str) -> String {
        let size = self.rows.div_ceil(self.ranges);
        text.replace("ROWS", &self.rows.to_string()).replace("SIZE", &size.to_string())
    }

    pub fn before(self) -> String {
        self.filled(BEFORE)
    }

    pub fn script(self, direction: Direction) -> String {
        self.filled(match direction {
            Direction::Up => UP,
            Direction::Down => DOWN,
        })
    }

    /// On a database whose owner has no right beyond it.
    pub fn prepared(self) -> TestDatabase<'static> {
        self.prepared_on(TestServer::shared())
    }

    pub fn prepared_on(self, server: &TestServer) -> TestDatabase<'_> {
        let database = server.role("deployer");
        database.execute(&self.before());
        database
    }

    /// The same with the migration applied.
    pub fn applied(self) -> TestDatabase<'static> {
        let database = self.prepared();
        self.run(&database, Direction::Up, &|_| {}).unwrap();
        database
    }

    pub fn run(
        self,
        url: &Url,
        way: Direction,
        on: &(dyn Fn(Event<'_>) + Sync),
    ) -> Result<(), Box<Diagnostic>> {
        self.run_with(url, way, Patience::default(), on)
    }

    pub fn run_with(
        self,
        url: &Url,
        way: Direction,
        patience: Patience,
        on: &(dyn Fn(Event<'_>) + Sync),
    ) -> Result<(), Box<Diagnostic>> {
        let migration = self.migration();
        let mut lock = MigrationLock::take(url, Duration::from_secs(60), on)?;
        Ledger::new(lock.session()).prepare()?;
        let text = self.script(way);
        apply(
            &mut lock,
            Run { migration: &migration, direction: way, text: &text, file: FileId(0) },
            patience,
            on,
        )
    }

    fn migration(self) -> Migration {
        let (journal, found) =
            Journal::read([Folder::new("1_ten_steps", [("up.sql", self.script(Direction::Up))])]);
        assert!(!found.has_errors());
        journal.migrations()[0].clone()
    }

    /// Runs it undisturbed; how many events that gives, and the state in the end.
    pub fn undisturbed(self, url: &Url, way: Direction) -> (usize, String) {
        let events = AtomicUsize::new(0);
        self.run(url, way, &|event| {
            events.fetch_add(counts(event), Ordering::SeqCst);
        })
        .unwrap();
        (events.into_inner(), state(url))
    }
}

/// Waiting depends on the clock; everything else happens every time.
pub fn counts(event: Event<'_>) -> usize {
    usize::from(!matches!(
        event,
        Event::WaitsForLock { .. } | Event::WaitsForDeployer { .. } | Event::Retries { .. }
    ))
}

/// Does something at the event with this number, once.
pub fn at<'w>(number: usize, work: impl FnOnce(Event<'_>) + Send + 'w) -> impl Fn(Event<'_>) + Sync + 'w {
    let (seen, work) = (AtomicUsize::new(0), Mutex::new(Some(work)));
    move |event| {
        if counts(event) == 1 && seen.fetch_add(1, Ordering::SeqCst) + 1 == number {
            let work = work.lock().unwrap().take();
            if let Some(work) = work {
                work(event);
            }
        }
    }
}

/// Everything that matters, as text.
pub fn state(url: &Url) -> String {
    let mut session = Session::open(url, Purpose::Read).unwrap();
    session.texts(STATE).unwrap()[0][0].clone().unwrap()
}

/// These many of all points, evenly; all with `ICMS_TEST_POINTS=all`.
pub fn some(all: usize, wanted: usize) -> Vec<usize> {
    let wanted =
        if std::env::var("ICMS_TEST_POINTS").is_ok_and(|v| v == "all") { all } else { wanted.min(all) };
    (1..=wanted).map(|n| (n * all).div_ceil(wanted)).collect()
}

pub fn until<T>(what: impl Fn() -> Option<T>) -> T {
    for _ in 0..600 {
        if let Some(value) = what() {
            return value;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it never came");
}
