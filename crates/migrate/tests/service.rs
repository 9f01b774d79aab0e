//! Migrations of a service: at its start, twenty of it at once, and a database for each of its tests.

#![allow(clippy::unwrap_used)]

use icms_connect::{Purpose, Session, Url};
use icms_embedded::testing::TestServer;
use icms_migrate::testing::TestDatabase;
use icms_migrate::{Embedded, Migrations, Standing};

icms_migrate::embed! {
    /// Both.
    const MIGRATIONS from "migrations" {
        "1_people": "up.sql", "down.sql";
        "2_orders": "up.sql";
    }
}

icms_migrate::embed! {
    const FIRST from "migrations" {
        "1_people": "up.sql", "down.sql";
    }
}

icms_migrate::embed! {
    const PORTABLE, portable from "migrations" {
        "1_people": "up.sql", "down.sql";
        "2_orders": "up.sql";
    }
}

const BROKEN: Migrations = Migrations::new(&[
    Embedded { id: "1_good", files: &[("up.sql", "CREATE TABLE good ();")] },
    Embedded { id: "2_bad", files: &[("up.sql", "BEGIN;\nCREATE TABLE bad ();\nSELECT nonsense;\nCOMMIT;")] },
]);

fn number(url: &str, sql: &str) -> String {
    let mut session = Session::open(&Url::parse(url).unwrap(), Purpose::Read).unwrap();
    session.texts(sql).unwrap()[0][0].clone().unwrap()
}

#[test]
fn a_service_runs_verifies_and_reports() {
    let database = TestServer::shared().fresh_database();
    let url = database.reveal();
    let behind = MIGRATIONS.verify(&url).unwrap_err();
    assert_eq!(behind.code, "E5140");
    assert_eq!(MIGRATIONS.health(&url).status, Standing::Behind);
    assert_eq!(FIRST.run(&url).unwrap(), ["1_people"]);
    let health = serde_json::to_value(MIGRATIONS.health(&url)).unwrap();
    let at = &health["last_migration"]["at"];
    assert!(at.as_str().is_some_and(|at| at.ends_with('Z')), "{health}");
    let told = serde_json::json!({
        "version": 1, "status": "behind", "applied": 1, "last_migration": {"id": "1_people", "at": at},
        "pending": ["2_orders"], "unclean": [], "error": null,
    });
    assert_eq!(health, told);
    assert_eq!(MIGRATIONS.run(&url).unwrap(), ["2_orders"]);
    assert_eq!(MIGRATIONS.run(&url).unwrap(), [] as [&str; 0]);
    MIGRATIONS.verify(&url).unwrap();
    assert!(MIGRATIONS.health(&url).is_good());
    // An older release restarts beside a newer one.
    FIRST.verify(&url).unwrap();
    assert_eq!(FIRST.health(&url).status, Standing::Ahead);

    let gone = MIGRATIONS.health("postgresql://nobody:secret@127.0.0.1:1/no?connect_timeout=2");
    assert_eq!(gone.status, Standing::Unreachable);
    let said = gone.error.unwrap();
    assert!(said.starts_with("E4011") && !said.contains("secret"), "{said}");
}

#[test]
fn what_fails_is_named_with_its_line_and_gone_on_with() {
    let database = TestServer::shared().fresh_database();
    let url = database.reveal();
    let failed = BROKEN.run(&url).unwrap_err();
    assert_eq!((failed.code.as_str(), failed.place), ("E5100", Some(("2_bad/up.sql".to_owned(), 3))));
    let health = BROKEN.health(&url);
    assert_eq!(
        (health.status, health.applied, health.unclean[0].state.as_str()),
        (Standing::Unclean, 1, "failed")
    );
    assert!(BROKEN.run(&url).is_err());
    assert_eq!(number(&url, "SELECT count(*) FROM pg_class WHERE relname IN ('good', 'bad')"), "1");
}

#[test]
fn twenty_instances_start_at_once() {
    let database = TestServer::shared().fresh_database();
    let url = database.reveal();
    let applied: Vec<Vec<String>> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..20).map(|_| scope.spawn(|| MIGRATIONS.run(&url).unwrap())).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(applied.iter().flatten().count(), 2, "{applied:?}");
    assert_eq!(number(&url, "SELECT count(*) FROM people"), "1");
}

#[test]
fn a_portable_service_works_where_its_url_leads() {
    let database = TestServer::shared().fresh_database();
    database.execute("CREATE SCHEMA tenant");
    let url = format!("{}&schema=tenant", database.reveal());
    assert_eq!(PORTABLE.run(&url).unwrap().len(), 2);
    assert_eq!(number(&url, "SELECT count(*) FROM tenant.people"), "1");
    assert!(PORTABLE.health(&url).is_good());
    assert!(!PORTABLE.health(&database.reveal()).is_good());
}

#[test]
fn async_services_do_the_same() {
    let database = TestServer::shared().fresh_database();
    let url = database.reveal();
    icms_migrate::testing::block_on(async {
        assert_eq!(MIGRATIONS.run_async(&url).await.unwrap().len(), 2);
        MIGRATIONS.verify_async(&url).await.unwrap();
        assert!(MIGRATIONS.health_async(&url).await.is_good());
    });
}

#[icms_migrate::test(MIGRATIONS)]
fn each_test_has_a_database(database: &TestDatabase) {
    assert_eq!(number(&database.url(), "SELECT count(*) FROM people"), "1");
    assert!(MIGRATIONS.health(&database.url()).is_good());
}

#[icms_migrate::test(MIGRATIONS)]
async fn an_async_one_too(database: &TestDatabase) -> Result<(), icms_migrate::Error> {
    MIGRATIONS.verify_async(&database.url()).await
}

#[icms_migrate::test]
#[should_panic(expected = "no database is like another")]
fn without_migrations_it_is_empty(database: &TestDatabase) {
    assert_eq!(number(&database.url(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
    panic!("no database is like another");
}

#[test]
fn a_template_is_made_once_and_a_failure_keeps_its_database() {
    let server = TestServer::shared();
    let before = "SELECT count(*) FROM pg_database WHERE datname LIKE 'icms\\_kept\\_%'";
    // Run in a process of its own, because the server of tests is found in the environment.
    let run = |test: &str| {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args([test, "--exact", "--ignored"]).env("DATABASE_URL", server.url().reveal());
        command.output().unwrap()
    };
    let started: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| run("passes"))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(started.iter().all(|out| out.status.success()), "{started:?}");
    let url = server.url().reveal();
    assert_eq!(number(&url, "SELECT count(*) FROM pg_database WHERE datname LIKE 'icms\\_passes\\_%'"), "0");
    let templates =
        "SELECT count(*) FROM pg_database WHERE datname LIKE 'icms\\_template\\_%' AND datistemplate";
    assert_eq!(number(&url, templates), "1");
    let kept = run("kept");
    assert!(!kept.status.success());
    let said = String::from_utf8(kept.stderr).unwrap() + &String::from_utf8(kept.stdout).unwrap();
    assert!(said.contains("is kept: postgresql://") && said.contains("icms_kept_"), "{said}");
    assert_eq!(number(&url, before), "1");
}

/// Not tests of this crate: run by the one above, in processes of their own.
#[icms_migrate::test(MIGRATIONS)]
#[ignore = "run by another test, in a process of its own"]
fn passes(database: &TestDatabase) {
    assert!(MIGRATIONS.health(&database.url()).is_good());
}

#[icms_migrate::test(MIGRATIONS)]
#[ignore = "run by another test, in a process of its own"]
fn kept(_: &TestDatabase) -> Result<(), String> {
    Err("this one fails".to_owned())
}
