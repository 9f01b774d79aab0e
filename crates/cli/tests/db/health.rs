//! `icms db health`

use std::time::{Duration, Instant};

use icms_embedded::testing::TestServer;

use crate::place::Place;

#[test]
fn a_probe_sees_migrations_drift_and_failures() {
    let place = Place::new("health");
    let database = TestServer::shared().fresh_database();
    place.run(&database, &["db", "health"]).expect(0, "none applied, 0 pending");
    place.migration("1_t", "CREATE TABLE t (id int PRIMARY KEY);", "DROP TABLE t;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    place.migration("2_u", "CREATE TABLE u (id int PRIMARY KEY);", "DROP TABLE u;");
    let healthy = place.run(&database, &["db", "health", "--format", "json"]);
    healthy.expect(0, "\"status\": \"healthy\"").expect(0, "\"drift\": false").expect(0, "\"pending\": 1");
    healthy.expect(0, "\"id\": \"1_t\"").expect(0, "\"version\": 1").expect(0, "\"max\": ");
    healthy.expect(0, "\"standby\": false").expect(0, "\"lock\": null").expect(0, "Z\"");

    database.execute("ALTER TABLE t ADD COLUMN stray int");
    place.run(&database, &["db", "health", "--format", "json"]).expect(0, "\"drift\": true");
    place.run(&database, &["db", "health"]).expect(0, "drift        yes");
    database.execute("CREATE TABLE u ()");
    place.run(&database, &["migrate", "deploy"]).expect(1, "E5100");
    let failed = place.run(&database, &["db", "health", "--format", "json"]);
    failed.expect(1, "\"status\": \"unhealthy\"").expect(1, "\"2_u\"");
    place.run(&database, &["db", "health"]).expect(1, "failed       2_u");
}

#[test]
fn what_does_not_answer_is_unhealthy_in_time() {
    let place = Place::new("health-none");
    let gone = place.offline(&["--db", "postgresql:///x?host=/nowhere", "db", "health", "--format", "json"]);
    gone.expect(1, "\"status\": \"unhealthy\"").expect(1, "\"timestamp\"").expect(1, "E4011");
    // accepts and never speaks
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("postgresql://127.0.0.1:{}/x", silent.local_addr().unwrap().port());
    let started = Instant::now();
    place.offline(&["--db", &url, "db", "health", "--timeout", "1"]).expect(1, "no answer within 1 s");
    assert!(started.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_history_that_only_a_server_knows_leaves_drift_open() {
    let place = Place::new("health-block");
    let database = TestServer::shared().fresh_database();
    let block = "DO $$BEGIN EXECUTE 'CREATE TABLE ' || 'made (id int)'; END$$;";
    place.migration("1_t", block, "DROP TABLE made;");
    place.run(&database, &["migrate", "deploy"]).expect(0, "applied 1");
    place.run(&database, &["db", "health"]).expect(0, "drift        unknown");
}
