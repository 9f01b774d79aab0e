//! `icms db stats`

use icms_embedded::testing::TestServer;

use crate::place::Place;

const OBJECTS: &str = "
CREATE TABLE parent (id int PRIMARY KEY, name text);
CREATE TABLE child (id smallserial PRIMARY KEY, parent_id int REFERENCES parent, other_id int REFERENCES parent, word text);
CREATE INDEX child_other ON child (other_id, word);
CREATE INDEX child_word ON child (word);
CREATE INDEX child_word_again ON child (word);
CREATE INDEX child_other_only ON child (other_id);
CREATE UNIQUE INDEX parent_id_again ON parent (id);
INSERT INTO parent SELECT n, 'name' FROM generate_series(1, 20000) n;
SELECT setval('child_id_seq', 30000);
DELETE FROM parent WHERE id > 10000;
SELECT count(*) FROM parent WHERE name = 'x';
ANALYZE;";

#[test]
fn every_figure_answers() {
    let server = TestServer::with_settings(&[("shared_preload_libraries", "pg_stat_statements")]);
    let place = Place::new("stats");
    let database = server.fresh_database();
    place.run(&database, &["db", "stats"]).expect(0, "E7053");
    database.execute("CREATE EXTENSION pg_stat_statements");
    database.execute(OBJECTS);
    database.execute("SELECT pg_sleep(0.1), 'hunter2'");
    database.execute("DO $$BEGIN PERFORM pg_sleep(0.1), 'hunter2'; END$$");
    let mut idle = database.session();
    idle.batch_execute("BEGIN; SELECT 'hunter2'").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));

    let all = place.run(&database, &["db", "stats", "--format", "json"]);
    assert!(!all.expect(0, "\"version\": 1").stdout.contains("hunter2"), "{}", all.stdout);
    for figure in [
        "tables",
        "indexes",
        "slow_queries",
        "unused_indexes",
        "duplicate_indexes",
        "foreign_keys_without_index",
        "sequential_scans",
        "dead_rows",
        "maintenance",
        "cache",
        "connections",
        "long_transactions",
        "sequences",
        "transaction_age",
    ] {
        all.expect(0, &format!("\"{figure}\": ["));
    }
    let only = |figure: &str, word: &str| {
        let ran = place.run(&database, &["db", "stats", "--only", figure]);
        ran.expect(0, word);
        ran.stdout
    };
    only("tables", "public.parent");
    only("slow_queries", "pg_sleep");
    let missing = only("foreign_keys_without_index", "parent_id");
    assert!(!missing.contains("other_id"), "{missing}");
    let twice = only("duplicate_indexes", "child_word_again");
    assert!(twice.contains("parent_id_again") && twice.contains("child_other_only"), "{twice}");
    assert!(!twice.lines().any(|line| line.trim_start().starts_with("public.child_word ")), "{twice}");
    only("unused_indexes", "child_other");
    only("sequential_scans", "public.parent");
    only("dead_rows", "50.0 %");
    only("sequences", "public.child_id_seq");
    only("connections", "idle in transaction");
    only("transaction_age", "200000000");
    place.run(&database, &["db", "stats", "--only", "weather"]).expect(64, "slow_queries");
}

#[test]
fn an_ordinary_role_gets_what_it_may_see() {
    let place = Place::new("stats-role");
    let database = TestServer::shared().role("reader");
    database.execute("CREATE TABLE t (id int PRIMARY KEY)");
    place.run(&database, &["db", "stats", "--limit", "3"]).expect(0, "public.t");
    let health = place.run(&database, &["db", "health"]);
    health.expect(0, "connections");
}
