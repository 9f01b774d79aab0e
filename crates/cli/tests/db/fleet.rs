//! One history over a thousand namespaces of a database: in one run, on few connections, resumed wherever it stopped.

use std::time::{Duration, Instant};

use icms_connect::Session;
use icms_embedded::testing::{TestDatabase, TestServer};

use crate::place::{Place, Ran};

const TENANTS: usize = 1000;
const EACH: &str = "SELECT 'tenant_' || n FROM generate_series(1, 1000) AS n";

const UP: &str = "
BEGIN;
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE orders (person bigint NOT NULL REFERENCES people);
COMMIT;";

const DOWN: &str = "BEGIN; DROP TABLE orders; DROP TABLE people; COMMIT;";

fn portable(name: &str) -> Place {
    let place = Place::new(name);
    place.write("icms.toml", "[database]\nportable = true\n");
    place.migration("1_people", UP, DOWN);
    place
}

fn number(database: &TestDatabase<'_>, sql: &str) -> usize {
    number_in(&mut database.session(), sql)
}

fn number_in(session: &mut Session, sql: &str) -> usize {
    session.texts(sql).unwrap()[0][0].as_ref().unwrap().parse().unwrap()
}

/// The last line of what was printed, which sums everything up.
fn summary(ran: &Ran) -> &str {
    ran.stdout.lines().last().unwrap()
}

#[test]
fn a_thousand_namespaces_are_one_run() {
    let place = portable("thousand");
    let server =
        TestServer::with_settings(&[("fsync", "off"), ("full_page_writes", "off"), ("autovacuum", "off")]);
    let database = server.fresh_database();
    let deploy = ["migrate", "deploy", "--each-schema", EACH, "--create", "--keep-going", "--format", "json"];
    database.execute("CREATE SCHEMA tenant_500; CREATE TABLE tenant_500.people (id int)");
    let deployed = "SELECT count(*) FROM pg_class WHERE relname = 'orders'";

    let mut command = place.command(&deploy);
    command.env("DATABASE_URL", database.reveal()).stdout(std::process::Stdio::null());
    let mut killed = command.spawn().unwrap();
    let (patience, mut session) = (Instant::now(), database.session());
    while number_in(&mut session, deployed) < 100 && patience.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(50));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let before = number(&database, deployed);
    assert!((100..TENANTS).contains(&before), "{before} before it was killed");

    let started = Instant::now();
    let first = place.run(&database, &deploy);
    let took = started.elapsed();
    eprintln!("{} namespaces in {:.1} s", TENANTS - before, took.as_secs_f32());
    first.expect(1, "");
    assert_eq!(
        summary(&first),
        r#"{"event":"summary","summary":{"done":999,"failed":1,"not_begun":0},"version":1}"#
    );
    assert_eq!(first.stdout.lines().filter(|line| line.contains(r#""event":"target""#)).count(), TENANTS);
    let failed: Vec<&str> = first.stdout.lines().filter(|line| line.contains(r#""failed","#)).collect();
    assert!(
        matches!(failed.as_slice(), [one] if one.contains("tenant_500") && one.contains("E5100")),
        "{failed:?}"
    );
    assert_eq!(number(&database, deployed), TENANTS - 1);

    database.execute("DROP TABLE tenant_500.people");
    place.run(&database, &deploy).expect(0, r#""done":1000,"failed":0"#);
    assert_eq!(number(&database, deployed), TENANTS);
    assert_eq!(
        number(&database, "SELECT count(*) FROM pg_class WHERE relname = '_icms_migrations'"),
        TENANTS
    );
    let status = place.run(&database, &["migrate", "status", "--each-schema", EACH]);
    status.expect(0, "tenant_1000: 1 applied").expect(0, "1000 done");
    // Four runs of four workers, one connection that a failure cost, and what this test asked.
    let sessions =
        number(&database, "SELECT sessions FROM pg_stat_database WHERE datname = current_database()");
    eprintln!("{sessions} connections for {TENANTS} namespaces in four runs");
    assert!(sessions < 50, "{sessions} connections");
}

#[test]
fn a_namespace_that_is_missing_is_made_only_when_asked() {
    let place = portable("missing");
    let database = TestServer::shared().fresh_database();
    database.execute("CREATE SCHEMA a; CREATE SCHEMA \"B c\"; CREATE TABLE public.people (id int)");
    let run = |arguments: &[&str]| place.run(&database, &[&["migrate"], arguments].concat());
    run(&["deploy", "--each-schema", "a, no, B c", "--jobs", "1"])
        .expect(1, "E4024")
        .expect(1, "a: applied 1 migration\nno: failed\nB c: not begun\n")
        .expect(1, "1 done, 1 failed, 1 not begun: run it again to go on");
    run(&["deploy", "--each-schema", "a, no, B c", "--create"]).expect(0, "3 done");
    let tables = "SELECT count(*) FROM pg_tables WHERE tablename = 'people'";
    assert_eq!(number(&database, tables), 4);

    run(&["down", "--each-schema", "a,B c"]).expect(4, "E5202");
    run(&["down", "--each-schema", "a,B c", "--accept-data-loss"]).expect(0, "B c: undid 1 migration");
    assert_eq!(number(&database, tables), 2);
    run(&["status", "--each-schema", "a,no", "--format", "json"]).expect(0, r#""schema": "no""#);
    run(&["status", "--each-schema", "a,no,gone"]).expect(1, "gone: failed");

    database.execute("ALTER TABLE no.people ADD extra int");
    let drift = place.run(&database, &["drift", "--each-schema", "a,no", "--exit-code"]);
    drift.expect(2, "a: what its applied migrations make\nno: 1 difference\n");

    run(&["deploy", "--each-schema", "a", "--each-database", "b"]).expect(64, "cannot be used with");
    place.write("icms.toml", "");
    run(&["deploy", "--each-schema", "a"]).expect(1, "E7060");
}
