//! Throw-away servers on this machine: they start, serve, and leave nothing behind.
#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

use std::time::Instant;

use icms_connect::{Purpose, Session};
use icms_embedded::testing::TestServer;
use icms_embedded::{Allow, Scratch, ScratchConfig, codes};

#[test]
fn a_scratch_server_serves_and_vanishes() {
    let start = Instant::now();
    let scratch = Scratch::start(&ScratchConfig::default()).unwrap();
    let url = scratch.database("proof").unwrap();
    let mut session = Session::open(&url, Purpose::Write).unwrap();
    session.batch_execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)").unwrap();
    eprintln!("{} ready after {:?}", scratch.server(), start.elapsed());
    drop(session);

    let copy = scratch.copy(&url, "copy").unwrap();
    let mut session = Session::open(&copy, Purpose::Read).unwrap();
    assert_eq!(session.texts("SELECT count(*) FROM t").unwrap(), [[Some("1".to_owned())]]);
    let fresh = scratch.database("proof").unwrap();
    assert!(Session::open(&fresh, Purpose::Read).unwrap().texts("SELECT FROM t").is_err());

    let folder = url.hosts()[0].address.socket().unwrap().to_owned();
    assert!(folder.exists());
    drop(scratch);
    assert!(!folder.exists());
}

#[test]
fn no_server_is_obeyed() {
    let config = ScratchConfig { allow: Allow::Nothing, ..ScratchConfig::default() };
    assert_eq!(Scratch::start(&config).unwrap_err().code, codes::FORBIDDEN);
}

#[test]
fn a_role_owns_its_database_and_nothing_else() {
    let server = TestServer::shared();
    let database = server.role("app");
    database.execute("CREATE TABLE mine (); CREATE SCHEMA more");
    let error = database.session().batch_execute("CREATE ROLE other").unwrap_err();
    assert!(error.is("42501"), "{error}");
    let name = database.database().unwrap().to_owned();
    drop(database);
    let mut session = Session::open(&server.url(), Purpose::Read).unwrap();
    let left = format!("SELECT FROM pg_database WHERE datname = '{name}'");
    assert!(session.texts(&left).unwrap().is_empty());
}

#[test]
fn a_configured_server_gets_its_databases_back() {
    let server = TestServer::shared();
    let config = ScratchConfig { url: Some(server.url()), ..ScratchConfig::default() };
    let scratch = Scratch::start(&config).unwrap();
    let name = scratch.database("x").unwrap().database().unwrap().to_owned();
    assert!(name.starts_with("icms_scratch_"));
    drop(scratch);
    let mut session = Session::open(&server.url(), Purpose::Read).unwrap();
    assert!(session.texts(&format!("SELECT FROM pg_database WHERE datname = '{name}'")).unwrap().is_empty());
}
