//! Throw-away servers on this machine: they start, serve, and leave nothing behind.
#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session};
#[cfg(feature = "embedded")]
use icms_embedded::AvailableServer;
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

#[cfg(feature = "embedded")]
#[test]
fn the_carried_server_serves() {
    let config = ScratchConfig { allow: Allow::Carried, ..ScratchConfig::default() };
    let scratch = Scratch::start(&config).unwrap();
    assert_eq!(scratch.server(), &AvailableServer::Carried);
    let mut session = Session::open(&scratch.database("proof").unwrap(), Purpose::Write).unwrap();
    assert_eq!(session.version().num, 170_005);
    session.batch_execute("SET TIME ZONE 'Asia/Kathmandu'").unwrap();
    session
        .batch_execute("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'")
        .unwrap();
    assert_eq!(
        session.texts("SELECT f(), upper('ä')").unwrap(),
        [[Some("1".to_owned()), Some("Ä".to_owned())]]
    );
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

/// What is to be killed besides the owner of a server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Killed {
    Owner,
    OwnerAndWatchdog,
}

/// Runs this test program again as the owner of a server, kills it, and returns the server's folder.
fn folder_after(killed: Killed, test: &str) -> PathBuf {
    let mut owner = Command::new(std::env::current_exe().unwrap());
    owner.args([test, "--exact", "--nocapture"]).env(OWNER, "1").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut owner = owner.spawn().unwrap();
    let lines = BufReader::new(owner.stdout.take().unwrap()).lines().map_while(Result::ok);
    let folder =
        lines.filter_map(|line| line.split_once("folder: ").map(|(_, f)| PathBuf::from(f))).next().unwrap();
    if killed == Killed::OwnerAndWatchdog {
        let list = Command::new("ps").args(["-eww", "-o", "pid=,args="]).output().unwrap();
        let list = String::from_utf8_lossy(&list.stdout).into_owned();
        let ours = |line: &&str| line.contains("icms-watchdog") && line.ends_with(&*folder.to_string_lossy());
        let pid = list.lines().find(ours).unwrap().split_whitespace().next().unwrap();
        assert!(Command::new("kill").args(["-KILL", pid]).status().unwrap().success());
    }
    owner.kill().unwrap();
    owner.wait().unwrap();
    folder
}

const OWNER: &str = "ICMS_TEST_OWNS_A_SERVER";

fn own_a_server() {
    let server = TestServer::shared();
    println!("folder: {}", server.folder().unwrap().display());
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn a_killed_owner_leaves_nothing() {
    if std::env::var_os(OWNER).is_some() {
        return own_a_server();
    }
    let folder = folder_after(Killed::Owner, "a_killed_owner_leaves_nothing");
    let start = Instant::now();
    while folder.exists() {
        assert!(start.elapsed() < Duration::from_secs(10), "{} is still there", folder.display());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_killed_watchdog_leaves_is_swept_at_the_next_start() {
    if std::env::var_os(OWNER).is_some() {
        return own_a_server();
    }
    let folder =
        folder_after(Killed::OwnerAndWatchdog, "what_a_killed_watchdog_leaves_is_swept_at_the_next_start");
    assert!(folder.join("data/postmaster.pid").exists());
    Scratch::start(&ScratchConfig::default()).unwrap();
    assert!(!folder.exists());
}
