//! `resolve`: a failed migration, a step in doubt, one that is only in the ledger.

use icms_embedded::testing::TestServer;
use icms_journal::MigrationId;
use icms_workspace::migrate::resolve::{self, Part, Resolved, Verdict};
use icms_workspace::{Outcome, Project, deploy};

use crate::place::{Place, deployed, said, states};

fn resolve(id: &str, verdict: Verdict, part: Part, project: &Project) -> Outcome<Resolved> {
    resolve::run(id, verdict, part, project, &|_| {})
}

#[test]
fn a_failed_migration_is_declared_one_or_the_other() {
    let place = Place::new("resolve");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    place.migration("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    place.write("migrations/2_b/up.sql", "CREATE TABLE b (id int);\nSELECT 1 / 0;\n");
    deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap_err();
    assert_eq!(states(&project), ["applied", "failed"]);

    let refused = resolve("1_a", Verdict::RolledBack, Part::Unsaid, &project).unwrap_err();
    assert!(said(&refused).contains("is applied: `icms migrate down` undoes it"), "{}", said(&refused));
    resolve("2_b", Verdict::RolledBack, Part::Unsaid, &project).unwrap();
    assert_eq!(states(&project), ["applied", "pending"]);
    assert!(resolve("2_b", Verdict::RolledBack, Part::Unsaid, &project).is_err(), "nothing is there to undo");
    resolve("2", Verdict::Applied, Part::Unsaid, &project).unwrap();
    assert_eq!(states(&project), ["applied", "applied"]);
    assert_eq!(deployed(&project), 0);

    let mut session = database.session();
    let log = session.texts("SELECT action, migration, person <> '' FROM _icms_log ORDER BY number").unwrap();
    let log: Vec<Vec<String>> = log.into_iter().map(|r| r.into_iter().flatten().collect()).collect();
    assert_eq!(log, [["resolve --rolled-back", "2_b", "t"], ["resolve --applied", "2_b", "t"]]);

    std::fs::remove_dir_all(place.0.join("migrations/2_b")).unwrap();
    assert_eq!(states(&project), ["applied", "missing"]);
    resolve("2_b", Verdict::RolledBack, Part::Unsaid, &project).unwrap();
    assert_eq!(states(&project), ["applied"]);
}

#[test]
fn a_step_in_doubt_is_settled_alone_and_the_next_run_goes_on() {
    let place = Place::new("doubt");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    let up = "CREATE TABLE a (id int);\nREINDEX TABLE CONCURRENTLY a;\nCREATE TABLE b (id int);\n";
    place.write("migrations/1_a/up.sql", up);
    deployed(&project);
    // As after a crash in the middle of the second step.
    let mut session = database.session();
    let crash = "UPDATE _icms_migrations SET finished_at = NULL; DELETE FROM _icms_steps WHERE step = 2; \
                 UPDATE _icms_steps SET finished_at = NULL WHERE step = 1; DROP TABLE b";
    session.batch_execute(crash).unwrap();
    assert_eq!(states(&project), ["failed"]);
    let refused = resolve("1_a", Verdict::Applied, Part::Unsaid, &project).unwrap_err();
    assert!(said(&refused).contains("step 2 of 1_a is in doubt (say --step 2"), "{}", said(&refused));
    assert!(resolve("1_a", Verdict::Applied, Part::Step(1), &project).is_err(), "another step");
    let resolved = resolve("1_a", Verdict::Applied, Part::Step(2), &project).unwrap();
    assert_eq!(resolved, Resolved::Step(MigrationId::new("1_a"), 2));
    assert_eq!(states(&project), ["failed"], "the rest is still to come");
    assert_eq!(deployed(&project), 1);
    let made = session.texts("SELECT to_regclass('b') IS NOT NULL").unwrap();
    assert_eq!(made, [[Some("t".to_owned())]]);
    assert_eq!(states(&project), ["applied"]);
}

#[test]
fn prismas_failed_row_is_marked_as_prisma_marks_it() {
    let place = Place::new("prismas");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    place.write("migrations/1_a/migration.sql", "CREATE TABLE a (id int);");
    let mut session = database.session();
    let theirs = "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, \
                  finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, \
                  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0); \
                  INSERT INTO _prisma_migrations VALUES ('x', 'y', NULL, '1_a', 'it broke')";
    session.batch_execute(theirs).unwrap();
    assert_eq!(states(&project), ["failed"]);
    resolve("1_a", Verdict::RolledBack, Part::Unsaid, &project).unwrap();
    assert_eq!(states(&project), ["pending"]);
    assert_eq!(deployed(&project), 1);
}
