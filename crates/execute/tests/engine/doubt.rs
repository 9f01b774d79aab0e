//! Statements that commit on their way, or are two transactions: nothing is done twice, and doubt is said.

use icms_connect::Url;
use icms_diagnostic::{Diagnostic, FileId};
use icms_embedded::testing::{TestDatabase, TestServer};
use icms_execute::{Direction, Event, Ledger, MigrationLock, Patience, Run, apply, codes};
use icms_journal::{Folder, Journal};

const BEFORE: &str = "CREATE TABLE log (line text);
CREATE PROCEDURE half() LANGUAGE plpgsql AS
  'BEGIN INSERT INTO log VALUES (''half''); COMMIT; PERFORM 1 / (SELECT count(*) FROM log WHERE line = ''go''); END';";

fn deploy(url: &Url, text: &str, on: &(dyn Fn(Event<'_>) + Sync)) -> Result<(), Box<Diagnostic>> {
    let (journal, _) = Journal::read([Folder::new("1_doubt", [("up.sql", text)])]);
    let mut lock = MigrationLock::take(url, std::time::Duration::from_secs(60), on)?;
    Ledger::new(lock.session()).prepare()?;
    let migration = &journal.migrations()[0];
    let patience = Patience { lock_timeout: std::time::Duration::from_millis(200), attempts: 1 };
    apply(&mut lock, Run { migration, direction: Direction::Up, text, file: FileId(0) }, patience, on)
}

fn lines(database: &TestDatabase<'_>) -> String {
    let rows = database.session().texts("SELECT string_agg(line, ' ' ORDER BY line) FROM log").unwrap();
    rows[0][0].clone().unwrap_or_default()
}

#[test]
fn what_a_procedure_committed_before_its_error_is_not_done_again() {
    for call in
        ["CALL half();", "DO $$BEGIN INSERT INTO log VALUES ('half'); COMMIT; RAISE division_by_zero; END$$;"]
    {
        let database = TestServer::shared().role("deployer");
        database.execute(BEFORE);
        let failed = deploy(&database, call, &|_| {}).unwrap_err();
        assert_eq!(failed.code, codes::STATEMENT_FAILED, "{failed:?}");
        assert_eq!(lines(&database), "half", "{call}");
        assert_eq!(deploy(&database, call, &|_| {}).unwrap_err().code, codes::IN_DOUBT);
        assert_eq!(lines(&database), "half", "it is not run again: {call}");
        let said = format!("-- icms:done-when SELECT count(*) > 0 FROM log\n{call}");
        deploy(&database, &said, &|_| {}).unwrap();
        assert_eq!(lines(&database), "half", "its author knows: {call}");
    }
}

#[test]
fn a_call_that_was_refused_before_it_began_is_simply_run_again() {
    let database = TestServer::shared().role("deployer");
    database.execute(BEFORE);
    assert_eq!(deploy(&database, "CALL nothing();", &|_| {}).unwrap_err().code, codes::STATEMENT_FAILED);
    database.execute("INSERT INTO log VALUES ('go')");
    deploy(&database, "CALL half();", &|_| {}).unwrap();
    assert_eq!(lines(&database), "go half");
}

#[test]
fn a_block_that_commits_and_dies_is_in_doubt() {
    let text = "DO $$BEGIN INSERT INTO log VALUES ('done'); COMMIT; END$$;";
    let database = TestServer::shared().role("deployer");
    database.execute(BEFORE);
    let die = |event: Event<'_>| {
        assert!(!matches!(event, Event::Ran { .. }), "the deployer dies");
    };
    let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| deploy(&database, text, &die)));
    assert!(died.is_err());
    assert_eq!(lines(&database), "done");
    assert_eq!(deploy(&database, text, &|_| {}).unwrap_err().code, codes::IN_DOUBT);
    assert_eq!(lines(&database), "done", "not twice");
}

#[test]
fn a_half_detached_partition_is_detached_whole() {
    const TABLE: &str = "CREATE TABLE log (line text, at int) PARTITION BY RANGE (at);
        CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
        CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (10) TO (20);";
    let text = "ALTER TABLE log DETACH PARTITION log_1 CONCURRENTLY;\nINSERT INTO log VALUES ('last', 12);";
    let database = TestServer::shared().role("deployer");
    database.execute(TABLE);
    let mut reader = database.session();
    reader.batch_execute("BEGIN; SELECT * FROM log").unwrap();
    deploy(&database, text, &|_| {}).expect_err("a reader is in the way");
    let pending = "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = 'log_1'::regclass";
    assert_eq!(database.session().texts(pending).unwrap()[0][0].as_deref(), Some("t"), "half of it is done");
    deploy(&database, text, &|_| {}).expect_err("it is still in the way");
    reader.batch_execute("COMMIT").unwrap();
    deploy(&database, text, &|_| {}).unwrap();
    assert!(database.session().texts(pending).unwrap().is_empty());
    assert_eq!(lines(&database), "last");
}
