//! The connection goes, the server process goes, the server goes; the next run ends where an undisturbed one does.

use std::cell::RefCell;
use std::process::Command;

use icms_connect::{Purpose, Session};
use icms_embedded::testing::TestServer;
use icms_execute::Direction;

use crate::proxy::{Cut, Proxy};
use crate::ten_steps::{SMALL, at, some, state, until};

const HOLDER: &str = "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' \
                      AND granted AND objsubid = 2 AND datname = ";

#[test]
fn a_connection_that_is_cut_changes_nothing_in_the_end() {
    let server = TestServer::shared();
    let (events, expected) = SMALL.undisturbed(&SMALL.prepared(), Direction::Up);
    let points = some(events, 16);
    for cut in [Cut::Now, Cut::Answer] {
        for &event in &points {
            let database = SMALL.prepared();
            let proxy = Proxy::before(&database, server);
            let cuts = at(event, |_| proxy.cut(cut));
            let failed = SMALL.run(&proxy.url, Direction::Up, &cuts);
            assert!(failed.is_err() || event == events, "{cut:?} at event {event}");
            if let Err(failed) = failed {
                assert!(failed.message.contains("connection"), "{}", failed.message);
            }
            SMALL
                .run(&database, Direction::Up, &|_| {})
                .unwrap_or_else(|e| panic!("{cut:?} at event {event}: {}", e.message));
            assert_eq!(state(&database), expected, "{cut:?} at event {event}");
        }
    }
    println!("2 × {} cuts of {events}", points.len());
}

#[test]
fn a_session_that_is_ended_changes_nothing_in_the_end() {
    let (events, expected) = SMALL.undisturbed(&SMALL.prepared(), Direction::Up);
    let points = some(events, 16);
    for &event in &points {
        let database = SMALL.prepared();
        let ends = at(event, |_| {
            let mut admin = Session::open(&TestServer::shared().url(), Purpose::Write).unwrap();
            let name = database.database().unwrap();
            let holder = admin.texts(&format!("{HOLDER}'{name}'")).unwrap()[0][0].clone().unwrap();
            admin.texts(&format!("SELECT pg_terminate_backend({holder}, 5000)")).unwrap();
        });
        let failed = SMALL.run(&database, Direction::Up, &ends);
        assert!(failed.is_err() || event == events, "ended at event {event}");
        SMALL
            .run(&database, Direction::Up, &|_| {})
            .unwrap_or_else(|e| panic!("ended at event {event}: {}", e.message));
        assert_eq!(state(&database), expected, "ended at event {event}");
    }
    println!("{} ended sessions of {events}", points.len());
}

#[test]
fn a_server_that_crashes_changes_nothing_in_the_end() {
    // A process of the server that is killed takes all others along, and the server recovers.
    let settings = [("full_page_writes", "on"), ("synchronous_commit", "on")];
    let (events, expected) = SMALL.undisturbed(&SMALL.prepared(), Direction::Up);
    let points = some(events, 6);
    for &event in &points {
        let server = TestServer::with_settings(&settings);
        let database = SMALL.prepared_on(&server);
        let name = database.database().unwrap().to_owned();
        let kills = at(event, |_| {
            let admin = RefCell::new(Session::open(&server.url(), Purpose::Read).unwrap());
            let holder = admin.borrow_mut().texts(&format!("{HOLDER}'{name}'")).unwrap();
            let holder = holder[0][0].clone().unwrap();
            assert!(Command::new("kill").args(["-9", &holder]).status().unwrap().success());
            // The others go when the server has noticed.
            until(|| admin.borrow_mut().texts("SELECT 1").err());
        });
        let failed = SMALL.run(&database, Direction::Up, &kills);
        assert!(failed.is_err() || event == events, "crashed at event {event}");
        until(|| Session::open(&database, Purpose::Read).ok());
        SMALL
            .run(&database, Direction::Up, &|_| {})
            .unwrap_or_else(|e| panic!("crashed at event {event}: {}", e.message));
        assert_eq!(state(&database), expected, "crashed at event {event}");
    }
    println!("{} crashes of {events}", points.len());
}
