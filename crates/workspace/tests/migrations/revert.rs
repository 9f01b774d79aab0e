//! `revert`, and losing values on a protected environment.

use std::os::unix::fs::PermissionsExt;

use icms_embedded::testing::TestServer;
use icms_workspace::loss::DataLoss;
use icms_workspace::migrate::protection::Insistence;
use icms_workspace::migrate::revert::{self, Apply, Options};
use icms_workspace::{Exit, down};

use crate::place::{Place, deployed, dies_at, said, states, survives};

const NOW: u64 = 1_600_000_000;

fn history(name: &str) -> Place {
    let place = Place::new(name);
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    place.migration("2_b", "ALTER TABLE a ADD COLUMN b int;", "ALTER TABLE a DROP COLUMN b;");
    place.migration("3_c", "CREATE TABLE c (id int PRIMARY KEY);", "DROP TABLE c;");
    place
}

fn options(loss: DataLoss, insistence: Insistence<'_>) -> Options<'_> {
    Options { apply: Apply::Now, loss, insistence, now: NOW }
}

#[test]
fn a_migration_in_the_middle_is_undone_by_a_later_one() {
    let place = history("revert");
    let database = TestServer::shared().role("app");
    let project = place.project(&database);
    deployed(&project);
    let refused =
        revert::run("2_b", options(DataLoss::Refused, Insistence::None), &project, &|_| {}).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected);
    assert!(said(&refused).contains("public.a.b"), "{}", said(&refused));

    let done = revert::run("2_b", options(DataLoss::Accepted, Insistence::None), &project, &|_| {}).unwrap();
    assert!(done.folder.ends_with("20200913122640_revert_b") && done.saved.is_empty());
    assert_eq!(states(&project), ["applied"; 4]);
    let columns =
        "SELECT attname FROM pg_attribute WHERE attrelid = 'a'::regclass AND attnum > 0 AND NOT attisdropped";
    assert_eq!(database.session().texts(columns).unwrap().len(), 1);

    let again = revert::run(
        "20200913122640_revert_b",
        options(DataLoss::Refused, Insistence::None),
        &project,
        &|_| {},
    );
    assert!(again.is_ok(), "a revert is a migration like others");
    assert_eq!(database.session().texts(columns).unwrap().len(), 2);
}

#[test]
fn what_later_ones_stand_on_stays_and_they_are_named() {
    let place = history("revert-stands");
    place.migration("4_d", "CREATE INDEX a_b ON a (b);", "DROP INDEX a_b;");
    let later = Options { apply: Apply::Later, ..options(DataLoss::Refused, Insistence::None) };
    let refused = revert::run("2_b", later, &place.offline(), &|_| {}).unwrap_err();
    assert!(said(&refused).contains("4_d stands on 2_b"), "{}", said(&refused));
}

#[test]
fn prismas_migrations_have_no_way_back_and_get_one() {
    let place = Place::new("revert-prisma");
    place.write("migrations/1_a/migration.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    place.write("migrations/2_b/migration.sql", "ALTER TABLE a ADD COLUMN b int;");
    let later = Options { apply: Apply::Later, ..options(DataLoss::Refused, Insistence::None) };
    let done = revert::run("2_b", later, &place.offline(), &|_| {}).unwrap();
    let up = std::fs::read_to_string(done.folder.join("up.sql")).unwrap();
    assert!(up.contains("DROP COLUMN b"), "{up}");
    place.write("migrations/3_rows/migration.sql", "INSERT INTO a VALUES (1);");
    let _ = std::fs::remove_dir_all(done.folder);
    let refused = revert::run("3_rows", later, &place.offline(), &|_| {}).unwrap_err();
    assert!(said(&refused).starts_with("E5228"), "{}", said(&refused));
}

#[test]
fn production_loses_nothing_unless_somebody_insists_and_then_it_is_saved() {
    let place = history("revert-production");
    let database = TestServer::shared().fresh_database();
    let project = place.production(&database);
    deployed(&project);
    let mut session = database.session();
    session.batch_execute("INSERT INTO a VALUES (1, 11), (2, NULL); INSERT INTO c VALUES (3)").unwrap();

    for insistence in [Insistence::None, Insistence::Typed("staging"), Insistence::BreakGlass(" ")] {
        let refused =
            revert::run("2_b", options(DataLoss::Accepted, insistence), &project, &|_| {}).unwrap_err();
        assert!(said(&refused).starts_with("E5224"), "{}", said(&refused));
        assert!(said(&refused).contains("loses column public.a.b"), "{}", said(&refused));
        assert_eq!(refused.exit, Exit::Protected);
    }
    assert_eq!(states(&project), ["applied"; 3], "nothing was written");
    let insistence = Insistence::BreakGlass("column was a mistake");
    let done = revert::run("2_b", options(DataLoss::Accepted, insistence), &project, &|_| {}).unwrap();
    let [saved] = done.saved.as_slice() else { panic!("{:?}", done.saved) };
    assert_eq!(std::fs::read_to_string(&saved.file).unwrap(), "id,b\n1,11\n");
    assert_eq!(std::fs::metadata(&saved.file).unwrap().permissions().mode() & 0o777, 0o600);
    let log = session.texts("SELECT action, migration, environment, reason FROM _icms_log").unwrap();
    let words = ["revert", "2_b", "prod", "column was a mistake"].map(|word| Some(word.to_owned()));
    assert_eq!(log, [words]);

    let back = |insistence| down::Options { loss: DataLoss::Accepted, insistence, now: NOW };
    let two = down::Reach::Steps(2);
    let refused = down::run(two, back(Insistence::None), &project, &|_| {}).unwrap_err();
    assert!(said(&refused).contains("3_c"), "{}", said(&refused));
    assert_eq!(states(&project), ["applied"; 4], "all is asked before anything is undone");
    let undone = down::run(two, back(Insistence::Typed("prod")), &project, &|_| {}).unwrap();
    assert_eq!(undone.migrations.len(), 2);
    let texts: Vec<String> = undone.saved.iter().map(|s| std::fs::read_to_string(&s.file).unwrap()).collect();
    assert_eq!(texts, ["id\n3\n"]);
}

#[test]
fn a_way_back_that_stopped_in_production_is_gone_on_with_and_what_is_gone_was_saved() {
    let place = Place::new("down-stopped");
    place.migration(
        "1_a",
        "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);",
        "DROP TABLE a;\nDROP TABLE b;",
    );
    let database = TestServer::shared().fresh_database();
    let project = place.production(&database);
    deployed(&project);
    database.execute("INSERT INTO a VALUES (1); INSERT INTO b VALUES (2); CREATE VIEW v AS SELECT * FROM b");
    let back = |now| {
        let options = down::Options { loss: DataLoss::Accepted, insistence: Insistence::Typed("prod"), now };
        down::run(down::Reach::Steps(1), options, &project, &|_| {})
    };
    assert!(back(NOW).is_err(), "a view stands on b");
    assert_eq!(states(&project), ["undoing"]);
    database.execute("DROP VIEW v");
    let undone = back(NOW + 1).unwrap();
    let saved: Vec<&str> = undone.saved.iter().map(|s| s.object.as_str()).collect();
    assert_eq!(saved, ["table public.b"], "a was saved when it went");
    assert_eq!(states(&project), ["pending"]);
}

#[test]
fn death_while_a_revert_is_applied_is_mended_by_a_deploy() {
    for event in 1..=5 {
        let place = history(&format!("revert-dies-{event}"));
        let database = TestServer::shared().role("app");
        let project = place.project(&database);
        deployed(&project);
        let die = dies_at(event);
        let accepted = options(DataLoss::Accepted, Insistence::None);
        assert!(survives(|| revert::run("2_b", accepted, &project, &die)).is_none(), "it dies at {event}");
        if event < 5 {
            let again = revert::run("2_b", accepted, &project, &|_| {}).unwrap_err();
            assert!(said(&again).contains("undoes 2_b already"), "{}", said(&again));
            assert_eq!(deployed(&project), 1, "after event {event}");
        }
        assert_eq!(states(&project), ["applied"; 4], "after event {event}");
    }
}
